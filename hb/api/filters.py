"""What filters of lists refuse: a name that the program does not declare, an end before the start."""

from collections.abc import Callable, Mapping
from datetime import date, datetime

from hb.api.request import OwnWords
from hb.kit.errors import InvalidInput, Language
from hb.kit.input_rules import FormRule
from hb.kit.language import Label
from hb.read import CompiledQuery, Rule

Choices = Callable[[], Mapping[str, Label]]
"""The names that may be asked for, with what people call them."""
CHOOSE = Label(
    "Valitse jokin näistä: {choices}.",
    "Välj något av följande: {choices}.",
    "Choose one of these: {choices}.",
)


class NameUnknown(InvalidInput):
    """A list is asked for what no release declares by this name; `choices` are the names that there are."""

    def __init__(self, *path: str | int, choices: Mapping[str, Label]) -> None:
        super().__init__(*path, rule=FormRule.NOT_IN_LIST)
        self.choices = choices

    def message(self, language: Language) -> str:
        """The sentence for people, with all that may be asked for."""
        called = "; ".join(sorted(label[language] for label in self.choices.values()))
        return CHOOSE[language].format(choices=called)


def one_of(choices: Choices) -> Rule:
    """The rule of a filter's field that takes a name which the program declares."""

    def require(path: tuple[str, ...], value: object, _fields: Mapping[str, object]) -> None:
        if value not in choices():
            raise NameUnknown(*path, choices=choices())

    return require


def not_before(start: str) -> Rule:
    """The rule of the end of a span: it is not before the filter's field `start`, if that is set."""

    def require(path: tuple[str, ...], value: object, fields: Mapping[str, object]) -> None:
        if _is_later(fields.get(start), value):
            raise InvalidInput(*path, rule=FormRule.BEFORE_START)

    return require


def _is_later(start: object, end: object) -> bool:
    """Whether a day, month (yyyymm) or instant is later than another; False where one is not set."""
    match start, end:
        case (int() as first, int() as last):
            return first > last
        case (datetime() as first, datetime() as last):
            return first > last
        case (date() as first, date() as last):
            return first > last
    return False


def require_filters(query: CompiledQuery, language: Language) -> None:
    """Refuse a document whose filters can fit nothing.

    Raises:
        OwnWords: INVALID_INPUT, with the rule, the path in the arguments, and the names to choose from.
        ReadRefused: as `CompiledQuery.require_rules`.
    """
    try:
        query.require_rules()
    except InvalidInput as refusal:
        extensions = {"code": refusal.code, "rule": refusal.rule.value, "path": list(refusal.path)}
        if isinstance(refusal, NameUnknown):
            extensions["choices"] = sorted(refusal.choices)
        raise OwnWords(refusal.message(language), extensions=extensions) from refusal
