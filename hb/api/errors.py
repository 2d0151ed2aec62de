"""Refusals as data: the UserError interface, its types, and how a refusal becomes one."""

from enum import StrEnum
from typing import cast

import strawberry

from hb.api.scalars import Quantity
from hb.kit import errors
from hb.kit.errors import DomainError, Language
from hb.kit.money import Cents
from hb.ledger import rules as ledger
from hb.ledger.rules import Measure
from hb.modules import input_rules, refusals

TOP_LEVEL = (errors.Forbidden, errors.UnknownOutcome, errors.Busy)
"""Answered as top-level errors, because they are not about the input."""


REFUSALS = tuple(refusal for refusal in refusals() if not issubclass(refusal, TOP_LEVEL))
"""The refusals that are answered as `userErrors`."""

_CODES = sorted({refusal.code for refusal in REFUSALS})
ErrorCode = cast("type[StrEnum]", StrEnum("ErrorCode", [(code, code) for code in _CODES]))
strawberry.enum(ErrorCode, description="Why an input was refused, a word for programs (virhekoodi).")
InputRule = cast("type[StrEnum]", StrEnum("InputRule", [(rule, rule) for rule in sorted(input_rules())]))
strawberry.enum(InputRule, description="The rule of form that an input breaks, for programs (muotosääntö).")
strawberry.enum(Measure, description="What a limit counts: cents, minutes or pieces (mittayksikkö).")


@strawberry.interface(
    description="Why an input was refused (virhe). Always leave room for types yet to come."
)
class UserError:
    """What every refusal says."""

    code: str = strawberry.field(description="The reason, for programs.", graphql_type=ErrorCode)
    message: str = strawberry.field(description="The reason, for people, in the language of Accept-Language.")
    path: list[str] = strawberry.field(
        description="Where in the arguments the fault is; list indexes as text."
    )


@strawberry.type(description="A number, day or code that explains a refusal.")
class ErrorFact:
    """A name and a value."""

    name: str = strawberry.field(description="What is told.")
    value: str = strawberry.field(description="Its value, as text.")


@strawberry.type(description="A refusal with what explains it.")
class Refused(UserError):
    """Every refusal that has no type of its own."""

    facts: list[ErrorFact] = strawberry.field(description="The numbers, days and codes that explain it.")


@strawberry.type(description="A value breaks a rule of form; the message says what is expected.")
class InvalidInput(UserError):
    """The rule that a value breaks."""

    rule: str = strawberry.field(description="The rule, for programs.", graphql_type=InputRule)
    facts: list[ErrorFact] = strawberry.field(
        description="What the rule names, such as the least and the most with their unit."
    )


@strawberry.type(description="Another person changed the thing first (muokkausristiriita).")
class VersionConflict(UserError):
    """The version that is current now."""

    current: int = strawberry.field(description="The version now; read it and try again.")


@strawberry.type(description="One limit that would be broken.")
class ExceededLimit:
    """A limit's key, what it has left and what was asked of it."""

    line_no: int = strawberry.field(description="The budget line; 0 is the whole budget.")
    month: int = strawberry.field(description="The service month, yyyymm; 0 is the whole validity.")
    measure: Measure = strawberry.field(description="What the limit counts.")
    available: Quantity = strawberry.field(description="What is left, in the measure.")
    needed: Quantity = strawberry.field(description="What was asked, in the measure.")


@strawberry.type(description="Money or hours do not suffice (budjetti ei riitä).")
class BudgetExceeded(UserError):
    """Every limit that would be broken."""

    available_cents: Cents = strawberry.field(
        description="The least that is left on the euro limits it would draw on, broken or not."
    )
    limits: list[ExceededLimit] = strawberry.field(description="Every limit it breaks.")


def user_error(refusal: DomainError, language: Language) -> UserError:
    """A refusal as it is answered, in one language."""
    code, message = ErrorCode[refusal.code], refusal.message(language)
    path = [str(part) for part in refusal.path]
    if isinstance(refusal, ledger.BudgetExceeded):
        limits = [
            ExceededLimit(
                line_no=limit.line_no,
                month=limit.month,
                measure=limit.measure,
                available=Quantity(limit.available),
                needed=Quantity(limit.needed),
            )
            for limit in refusal.limits
        ]
        return BudgetExceeded(
            code=code,
            message=message,
            path=path,
            available_cents=Cents(int(refusal.facts["available_cents"])),
            limits=limits,
        )
    if isinstance(refusal, errors.VersionConflict):
        return VersionConflict(code=code, message=message, path=path, current=int(refusal.facts["current"]))
    facts = [
        ErrorFact(name=name, value=str(value)) for name, value in refusal.facts.items() if name != "rule"
    ]
    if isinstance(refusal, errors.InvalidInput):
        return InvalidInput(code=code, message=message, path=path, rule=InputRule[refusal.rule], facts=facts)
    return Refused(code=code, message=message, path=path, facts=facts)


ERROR_TYPES = (Refused, InvalidInput, VersionConflict, BudgetExceeded)
