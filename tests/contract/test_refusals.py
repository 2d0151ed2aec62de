"""The refusals that a mutation declares are those that its command can raise (C2)."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hb.access.rules import Actor, Permission
from hb.api.arguments import CommandInput
from hb.api.command import Mutation, command
from hb.api.errors import TOP_LEVEL
from hb.api.payload import Payload, payload
from hb.api.schema import MUTATIONS, graphql_schema
from hb.api.typed_codes import count_typed_codes
from hb.kit.errors import DomainError, NotFound, VersionConflict, WrongState
from hb.kit.transaction import Transaction
from hb.plans.rules import PlanState
from hb.plans.service.reading import require_open
from tests.contract.refusal_walk import refusals_of
from tests.provoked import NOT_YET_PROVOKED, declared, faults, refusals_in

BY_NAME = {mutation.name: mutation for mutation in MUTATIONS}
NO_MONEY_IS_TAKEN = "It gives money back: what posts it also judges takings, of which it makes none."
NEVER_OVERDRAWN = "A guard against a fault of ours: the rest of a reservation is read under its lock."
UNRAISED: dict[str, dict[str, str]] = {
    "budgetDecide": {
        "BUDGET_EXCEEDED": "Granting fills accounts, which has no limit to break.",
        "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN,
    },
    "budgetChange": {"RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "budgetEnd": {
        "BUDGET_EXCEEDED": "It cuts what is available and no more, and refuses RESERVATIONS_HELD before.",
        "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN,
    },
    "planItemAdd": {"RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "planItemChange": {"RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "planItemRemove": {"BUDGET_EXCEEDED": NO_MONEY_IS_TAKEN, "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "planItemEnd": {"BUDGET_EXCEEDED": NO_MONEY_IS_TAKEN, "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "budgetItemsEnd": {
        "BUDGET_EXCEEDED": NO_MONEY_IS_TAKEN,
        "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN,
        "WRONG_STATE": "It takes the open plan of a budget, and its active items alone.",
    },
    "orderAnswer": {"BUDGET_EXCEEDED": NO_MONEY_IS_TAKEN, "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN},
    "orderCancel": {
        "BUDGET_EXCEEDED": NO_MONEY_IS_TAKEN,
        "RESERVATION_OVERDRAWN": NEVER_OVERDRAWN,
        "VERSION_CONFLICT": "Its input has no version; what locks the item can compare one.",
    },
    "deliveryReport": {
        "BATCH_REJECTED": "One row has no others to be rejected with.",
        "DUPLICATE_IN_BATCH": "One row has no twin in its batch.",
        "INVALID_INPUT": "One row is neither none nor more than 1,000.",
    },
    "monthClosePreview": dict.fromkeys(
        ("BOOKS_DIFFER", "CLOSES_EARLY", "EARLIER_MONTH_OPEN", "MONTH_NOT_ENDED", "WRONG_STATE"),
        "It shows what monthClose would refuse, as its obstacles and its warning.",
    ),
    "producerApply": {"NOT_FOUND": "The account is proposed for the producer that has applied just before."},
}
"""What the walk finds and the command cannot raise, by mutation and code, with the reason."""


def undeclared(mutation: Mutation) -> set[str]:
    """Codes that the walk finds and the mutation does not declare."""
    return {refusal.code for refusal in _raised(mutation) - _declared(mutation)}


def unraised(mutation: Mutation) -> set[str]:
    """Codes that the mutation declares and the walk does not find."""
    return {refusal.code for refusal in _declared(mutation) - _raised(mutation)}


def _declared(mutation: Mutation) -> set[type[DomainError]]:
    return {*mutation.refuses, *mutation.refuses_rows}


def _raised(mutation: Mutation) -> set[type[DomainError]]:
    walked = refusals_of(mutation.run) | refusals_of(mutation.show)
    if mutation.typed_codes:  # they are counted first
        walked |= refusals_of(count_typed_codes)
    return {refusal for refusal in walked if not issubclass(refusal, TOP_LEVEL)}


@pytest.mark.parametrize("name", sorted(BY_NAME))
def test_declared_refusals_are_those_of_the_command(name: str) -> None:
    assert unraised(BY_NAME[name]) == set()
    assert undeclared(BY_NAME[name]) == set(UNRAISED.get(name, {}))


async def planted(tx: Transaction, actor: Actor) -> None:
    """A command that refuses in what it calls."""
    require_open(PlanState.DRAFT, 1, 2)


@payload
class PlantedPayload(Payload):
    """Nothing."""


@pytest.mark.parametrize(
    ("refuses", "missing", "idle"),
    [
        ((VersionConflict, WrongState), set(), set()),
        ((VersionConflict,), {"WRONG_STATE"}, set()),
        ((VersionConflict, WrongState, NotFound), set(), {"NOT_FOUND"}),
    ],
)
def test_planted_list_that_lies_is_caught_both_ways(
    refuses: tuple[type[DomainError], ...], missing: set[str], idle: set[str]
) -> None:
    mutation = command(
        "Planted.", Permission.NODE_READ, CommandInput, planted, shows=PlantedPayload, refuses=refuses
    )
    assert (undeclared(mutation), unraised(mutation)) == (missing, idle)


def test_lists_are_printed_from_the_declarations() -> None:
    """C2: DISQUALIFIED and others were missing from nine lists that were typed by hand."""
    mutation = graphql_schema().mutation_type
    assert mutation is not None
    printed = {name: " ".join((field.description or "").split()) for name, field in mutation.fields.items()}
    assert printed["settlementCheck"].endswith(
        "NOT_FOUND, WRONG_STATE, DISQUALIFIED, SETTLEMENT_DIFFERS, PAYMENT_ACCOUNT_DIFFERS."
    )
    assert printed["paymentAccountPropose"].endswith("May refuse with INVALID_INPUT, NOT_FOUND.")
    assert printed["orderAnswer"].endswith("WRONG_STATE, INVALID_INPUT, PRODUCER_NOT_APPROVED.")
    assert "May refuse a row with INVALID_EXTERNAL_ID, " in printed["deliveriesReport"]
    assert [name for name, text in printed.items() if "May refuse with" not in text] == []


def test_what_no_test_provokes_only_becomes_less() -> None:
    assert declared() >= NOT_YET_PROVOKED
    assert len(NOT_YET_PROVOKED) <= 0


def test_planted_refusal_that_nothing_provokes_is_caught() -> None:
    (fault,) = faults(declared() - {("planReturn", "WRONG_STATE")} - NOT_YET_PROVOKED)
    assert fault == "planReturn declares WRONG_STATE, which no test provokes"


@pytest.mark.slow
@pytest.mark.parametrize(("notes", "status"), [("declared()", 0), ("list(declared())[1:]", 1)])
def test_a_whole_run_fails_that_leaves_one_unprovoked(tmp_path: Path, notes: str, status: int) -> None:
    """The notes of a worker of pytest-xdist reach the controller."""
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_noting.py").write_text(
        "from tests.provoked import SEEN, declared\n\n\n"
        f"def test_noting() -> None:\n    SEEN.update({notes})\n",
        encoding="utf-8",
    )
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.provoked", "-n", "2", "tests"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONHASHSEED": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == status, run.stdout + run.stderr
    assert run.stdout.count("which no test provokes") == status


def test_refusals_are_read_from_answers_under_any_alias() -> None:
    text = (
        "mutation { first: planReturn(input: {}) { userErrors { code } } pricesPropose { results { code } } }"
    )
    answer = {
        "data": {
            "first": {"userErrors": [{"code": "WRONG_STATE"}]},
            "pricesPropose": {"userErrors": [], "results": [{"code": None}, {"code": "PRICE_OVER_CAP"}]},
        }
    }
    assert set(refusals_in(text, answer)) == {
        ("planReturn", "WRONG_STATE"),
        ("pricesPropose", "PRICE_OVER_CAP"),
    }
