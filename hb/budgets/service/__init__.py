"""Commands of budgets: prepare and decide, change and end."""

from hb.budgets.service.changing import change, end
from hb.budgets.service.deciding import decide
from hb.budgets.service.preparing import change_preparation, prepare

__all__ = ["change", "change_preparation", "decide", "end", "prepare"]
