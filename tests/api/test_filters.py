"""A list that is asked for what cannot be is refused in a person's words; it is not answered empty."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import asyncpg
import pytest
from graphql import GraphQLInputObjectType, get_named_type

from hb.access.rules import Role
from hb.kit.db import Database
from hb.kit.errors import InvalidInput
from hb.kit.language import LANGUAGES, Language
from hb.modules import clocks, jobs
from hb.read import Engine, Rule
from hb.read.graph.graph import Link
from tests.api.conftest import Api
from tests.api.documents import document
from tests.api.sending import at, given, read
from tests.budgets.builders import PROVISIONS, REASONS, prepared_budget
from tests.scene import Scene

CHOOSE = {"fi": "Valitse jokin näistä:", "sv": "Välj något av följande:", "en": "Choose one of these:"}
DECLARED = {
    "jobs": ("kind", "Jobs", {kind.name: kind.label for kind in jobs()}),
    "clockRuns": ("name", "ClockRuns", {clock.name: clock.label for clock in clocks()}),
}
AN_END = {
    "fi": "Valitse päättymispäivä tai -kuukausi, joka ei ole ennen alkamista.",
    "sv": "Välj en slutdag eller slutmånad som inte är före början.",
    "en": "Choose an end that is not before the start.",
}
IS_START = re.compile(r"since|from[A-Z]\w*|month[fF]rom")
IS_END = re.compile(r"until|before|until[A-Z]\w*|month[uU]ntil")
NOT_DECLARED = {
    "action": "The log keeps acts of earlier releases, and roots that were refused, by their names.",
    "category": "Kinds of service are data.",
    "categoryCode": "Kinds of service are data.",
    "code": "A producer's own.",
    "externalId": "A producer's own.",
    "municipalityCode": "Municipalities are data.",
    "nameContains": "Part of a name.",
    "nameFrom": "Part of a name.",
    "nameStarts": "Part of a name.",
    "producerNameContains": "Part of a name.",
}
"""Fields that take a text of which the program does not declare what it may be, with the reason."""
ORDERED = {
    "Date": (date(2026, 5, 15), date(2026, 5, 16)),
    "DateTime": (datetime(2026, 5, 15, tzinfo=UTC), datetime(2026, 5, 15, 1, tzinfo=UTC)),
    "Int": (202605, 202606),
}
"""A value and a later one, by the type of the fields of a span."""


@dataclass(frozen=True)
class Asked:
    """A field of a filter: the type of its value in the interface, and what refuses values."""

    type: str
    rule: Rule | None


def filters(engine: Engine) -> Iterator[tuple[str, Mapping[str, Asked]]]:
    """The filters of every list of the interface, by the list's coordinate."""
    inside = (link for entity in engine.graph.entities.values() for link in entity.links.values())
    for link in (*engine.graph.roots.values(), *inside):
        if link.filters:
            yield link.coordinate, dict(fields_of(engine, link))


def fields_of(engine: Engine, link: Link) -> Iterator[tuple[str, Asked]]:
    """The fields of a list's filter."""
    parent, _, name = link.coordinate.partition(".")
    field = engine.schema.get_field(engine.schema.get_type(parent), name)  # type: ignore[arg-type]
    assert field is not None
    for argument in ("filter", "by"):
        taken = get_named_type(field.args[argument].type) if argument in field.args else None
        if isinstance(taken, GraphQLInputObjectType):
            for own, condition in link.filters.items():
                yield own, Asked(get_named_type(taken.fields[own].type).name, condition.spec.rule)


def faults(coordinate: str, fields: Mapping[str, Asked]) -> Iterator[str]:
    """What a list answers empty although it is asked for what cannot be."""
    starts, ends = ([name for name in fields if form.fullmatch(name)] for form in (IS_START, IS_END))
    if len(starts) != len(ends):
        yield f"{coordinate}: {starts} to {ends} is no span"
        return
    for start, end in zip(starts, ends, strict=True):
        earlier, later = ORDERED[fields[end].type]
        if not is_refused(fields[end], earlier, {start: later, end: earlier}):
            yield f"{coordinate}: {end} may be before {start}"
        if is_refused(fields[end], later, {start: later, end: later}):
            yield f"{coordinate}: {end} may not be {start}"
        if is_refused(fields[end], earlier, {end: earlier}):
            yield f"{coordinate}: {end} needs {start}"
    for name, asked in fields.items():
        if asked.type == "String" and name not in NOT_DECLARED and not is_refused(asked, "PLANTED", {}):
            yield f"{coordinate}: {name} takes any text"


def is_refused(asked: Asked, value: object, fields: Mapping[str, object]) -> bool:
    """Whether a field's rule refuses a value."""
    if asked.rule is None:
        return False
    try:
        asked.rule(("list", "filter"), value, fields)
    except InvalidInput:
        return True
    return False


def test_no_list_is_answered_empty_that_is_asked_for_what_cannot_be(engine: Engine) -> None:
    asked = dict(filters(engine))
    assert [fault for coordinate, fields in asked.items() for fault in faults(coordinate, fields)] == []
    spans = {coordinate for coordinate, fields in asked.items() if any(map(IS_END.fullmatch, fields))}
    assert spans == {
        *("Query.auditTrail", "Query.clockRuns", "Query.lookFindings", "Query.periods", "Query.useLog"),
        *("Query.spend", "Query.spendByCategory", "Query.spendByMunicipality", "Query.spendByProducer"),
        "Budget.limits",
    }
    texts = {name for fields in asked.values() for name, field in fields.items() if field.type == "String"}
    assert texts == {*NOT_DECLARED, "kind", "name"}


def test_a_filter_that_takes_anything_is_found(engine: Engine) -> None:
    runs = {name: Asked(field.type, None) for name, field in dict(filters(engine))["Query.clockRuns"].items()}
    assert list(faults("runs", runs)) == ["runs: until may be before since", "runs: name takes any text"]
    assert list(faults("runs", {"since": runs["since"]})) == ["runs: ['since'] to [] is no span"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("root", DECLARED)
async def test_an_unknown_name_is_answered_with_those_that_may_be_asked(
    api: Api, scene: Scene, root: str, language: Language
) -> None:
    field, operation, labels = DECLARED[root]
    text = document("administrator", operation)
    answer = await api.post(
        scene.actors[Role.ADMINISTRATOR],
        text,
        {"filter": {field: "FOO"}},
        **{"accept-language": language, "accept": "application/graphql-response+json"},
    )
    body = answer.json()
    called = "; ".join(sorted(label[language] for label in labels.values()))
    assert (answer.status_code, list(body)) == (400, ["errors"])
    (error,) = body["errors"]
    assert error["message"] == f"{CHOOSE[language]} {called}."
    assert error["extensions"].pop("requestId")
    assert error["extensions"] == {
        "code": "INVALID_INPUT",
        "rule": "NOT_IN_LIST",
        "path": [root, "filter", field],
        "choices": sorted(labels),
    }


@pytest.mark.parametrize("root", DECLARED)
async def test_every_declared_name_may_be_asked(api: Api, scene: Scene, root: str) -> None:
    field, operation, labels = DECLARED[root]
    for name in labels:
        listed = await read(
            api, scene.actors[Role.ADMINISTRATOR], f"administrator/{operation}", filter={field: name}
        )
        assert at(listed, root, "totalCount") == 0


@pytest.mark.parametrize("root", DECLARED)
async def test_who_may_not_read_a_list_is_not_shown_what_there_is(api: Api, scene: Scene, root: str) -> None:
    field, operation, _ = DECLARED[root]
    text = document("administrator", operation)
    body = (await api.post(scene.actors[Role.CLIENT], text, {"filter": {field: "FOO"}})).json()
    (error,) = body["errors"]
    assert (error["extensions"]["code"], "choices" in error["extensions"]) == ("FORBIDDEN", False)


MONTHS = "{ fromMonth: 202606, untilMonth: 202605 }"
DAYS = '{ since: "2026-05-16", until: "2026-05-15" }'
INSTANTS = '{ since: "2026-05-16T00:00:00+03:00", before: "2026-05-15T20:59:59Z" }'
SPANS = {
    "auditTrail": (Role.AUDITOR, INSTANTS),
    "clockRuns": (Role.ADMINISTRATOR, DAYS),
    "lookFindings": (Role.AUDITOR, DAYS),
    "periods": (Role.CONTROLLER, MONTHS),
    "spend": (Role.CONTROLLER, MONTHS),
    "spendByCategory": (Role.CONTROLLER, MONTHS),
    "spendByMunicipality": (Role.CONTROLLER, MONTHS),
    "spendByProducer": (Role.CONTROLLER, MONTHS),
    "useLog": (Role.AUDITOR, INSTANTS),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("root", SPANS)
async def test_a_span_that_ends_before_it_starts_is_refused(
    api: Api, scene: Scene, root: str, language: Language
) -> None:
    role, span = SPANS[root]
    text = f"{{ {root}(filter: {span}) {{ totalCount }} }}"
    body = (await api.post(scene.actors[role], text, {}, **{"accept-language": language})).json()
    (error,) = body["errors"]
    assert list(body) == ["errors"]
    assert error["message"] == AN_END[language]
    assert error["extensions"].pop("requestId")
    end = re.findall(r"(\w+): ", span)[1]
    assert error["extensions"] == {
        "code": "INVALID_INPUT",
        "rule": "BEFORE_START",
        "path": [root, "filter", end],
    }


async def test_a_span_of_a_list_within_a_row_is_refused_too(api: Api, scene: Scene) -> None:
    variables = {"limits": {"monthFrom": 202607, "monthUntil": 202606}}
    body = (await api.post(scene.actors[Role.CLIENT], document("client", "MyBudget"), variables)).json()
    (error,) = body["errors"]
    assert list(body) == ["errors"]
    assert (error["extensions"]["rule"], error["extensions"]["path"]) == (
        "BEFORE_START",
        ["limits", "filter", "monthUntil"],
    )


async def test_a_command_that_would_answer_such_a_list_is_not_begun(
    api: Api, db: Database, scene: Scene, all_rows: asyncpg.Connection
) -> None:
    budget_id = await prepared_budget(db, scene)
    text = (
        "mutation Deciding($input: BudgetDecideInput!, $limits: LimitFilter) { budgetDecide(input: $input)"
        " { budget { limits(filter: $limits) { totalCount } } userErrors { code } } }"
    )
    decision = {
        "budgetId": f"Budget:{budget_id}",
        "expectedVersion": 1,
        "reasons": REASONS,
        "provisions": PROVISIONS,
    }
    official = scene.actors[Role.SOCIAL_WORKER]
    state = "SELECT state FROM budget WHERE organiser_id = $1 AND id = $2"
    refused = await api.post(
        official, text, {**given(**decision), "limits": {"monthFrom": 202607, "monthUntil": 202606}}
    )
    assert [error["extensions"]["code"] for error in refused.json()["errors"]] == ["INVALID_INPUT"]
    assert await all_rows.fetchval(state, scene.organiser_id, budget_id) == "PREPARED"

    decided = await api.data(official, text, {**given(**decision), "limits": {"monthFrom": 202606}})
    assert at(decided, "budgetDecide", "userErrors") == []
    assert await all_rows.fetchval(state, scene.organiser_id, budget_id) == "ACTIVE"
