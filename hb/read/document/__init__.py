"""A caller's document made ready: values, cost, shape of its variables, and what it selects."""
