"""The four pages that every peer answers: documents, variables, and who asks for them in this region."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import asyncpg

from hb.access.rules import Role
from hb.demo.load import DemoActor, demo_actors
from hb.web.documents import MANIFEST as PRODUCT_MANIFEST
from tests.bench.region import MANIFEST, Region

OPERATIONS = Path(__file__).with_name("operations")
ITEMS = 20
CLIENTS = 50
OFFERINGS = 25
ENTRIES = 25

PAGES: Mapping[str, tuple[str, str]] = {
    "budget": ("BudgetItems", f"one budget, {ITEMS} items with offering and producer"),
    "clients": ("Caseload", f"a worker's {CLIENTS} clients with budget sums"),
    "catalogue": ("CatalogueSearch", f"catalogue search, {OFFERINGS} with three filters"),
    "timeline": ("CaseTimeline", f"a case's {ENTRIES} latest events of eight kinds"),
}
"""By name: the operation, which is a file of OPERATIONS, and what it shows."""


@dataclass(frozen=True)
class Page:
    """One page as it is asked for; ids in `variables` are GraphQL's, `Type:uuid`."""

    name: str
    operation: str
    about: str
    text: str
    variables: Mapping[str, object]
    actor: DemoActor

    @property
    def by_text(self) -> Mapping[str, object]:
        """A request's body with the document itself."""
        return {"query": self.text, "variables": self.variables}

    @property
    def by_id(self) -> Mapping[str, object]:
        """A request's body with the id of the registered document."""
        return {"documentId": document_id(self.text), "variables": self.variables}


def text_of(operation: str) -> str:
    """The text of one of the bench's documents."""
    return (OPERATIONS / f"{operation}.graphql").read_text(encoding="utf-8")


async def pages_of(region: Region) -> Mapping[str, Page]:
    """The pages over a region, by name: the same client and worker each time.

    A demo plan has five items at most, so the first call adds rows to the plan of the cast's client. The
    documents are registered with the region's servers.
    """
    register(region)
    cast = await demo_actors(region.owner_dsn)
    connection = await asyncpg.connect(region.superuser_dsn)
    try:
        client_id = cast["client"].user_id
        organiser_id = cast["client"].organiser_id
        plan_id = await connection.fetchval(PLAN, organiser_id, client_id)
        await connection.execute(ADD_ITEMS, organiser_id, plan_id, ITEMS)
        busiest = await connection.fetchval(BUSIEST, organiser_id)
    finally:
        await connection.close()
    asked: Mapping[str, tuple[DemoActor, Mapping[str, object]]] = {
        "budget": (cast["client"], {"plan": f"Plan:{plan_id}"}),
        "clients": (DemoActor(organiser_id, busiest, Role.SOCIAL_WORKER), {"first": CLIENTS}),
        "catalogue": (cast["client"], {"filter": FILTER, "first": OFFERINGS}),
        "timeline": (cast["social worker"], {"client": f"Client:{client_id}", "first": ENTRIES}),
    }
    return {
        name: Page(name, operation, about, text_of(operation), asked[name][1], asked[name][0])
        for name, (operation, about) in PAGES.items()
    }


FILTER: Mapping[str, object] = {"category": "HOME_CARE", "municipalityCode": "858", "language": "FI"}
"""Home care in Tuusula in Finnish."""

PLAN = (
    "SELECT id FROM plan WHERE organiser_id = $1 AND client_id = $2 ORDER BY started_at DESC, id DESC LIMIT 1"
)

ADD_ITEMS = """
INSERT INTO plan_item (organiser_id, id, client_id, plan_id, budget_id, line_no, offering_id, producer_id,
    category_code, unit, time_of_week, quantity_per_month, first_month, last_month, state, added_by, added_at)
SELECT item.organiser_id, gen_random_uuid(), item.client_id, item.plan_id, item.budget_id, item.line_no,
    offered.id, offered.producer_id, offered.category_code, offered.unit, item.time_of_week,
    item.quantity_per_month, item.first_month, item.last_month, item.state, item.added_by,
    item.added_at + offered.place * interval '1 minute'
FROM (SELECT * FROM plan_item WHERE organiser_id = $1 AND plan_id = $2 ORDER BY added_at, id LIMIT 1) AS item,
    (SELECT offering.*, row_number() OVER (ORDER BY id) AS place FROM offering
        WHERE organiser_id = $1 AND state = 'APPROVED') AS offered
WHERE offered.place <= $3 - (SELECT count(*) FROM plan_item WHERE organiser_id = $1 AND plan_id = $2)
"""
"""Fill a plan up to so many items; they reserve nothing, so the ledger is untouched."""

BUSIEST = """
SELECT reach.party_id FROM reach
JOIN role_assignment AS held ON held.organiser_id = reach.organiser_id AND held.user_id = reach.party_id
WHERE reach.organiser_id = $1 AND reach.ground = 'CARE_RELATIONSHIP' AND held.role = 'SOCIAL_WORKER'
    AND held.substitutes_for IS NULL AND (reach.valid_until IS NULL OR reach.valid_until >= current_date)
GROUP BY reach.party_id ORDER BY count(DISTINCT reach.client_id) DESC, reach.party_id LIMIT 1
"""
"""The social worker who has most clients: 77 in the full region."""


def register(region: Region, *, with_product: bool = True) -> None:
    """Write the manifest of the documents that the region's servers trust: the product's and the bench's.

    A server compiles them all before it is loaded; without the product's it does so at once.
    """
    listed = json.loads(PRODUCT_MANIFEST.read_text(encoding="utf-8")) if with_product else {}
    for path in sorted(OPERATIONS.glob("*.graphql")):
        text = path.read_text(encoding="utf-8")
        listed[document_id(text)] = {"name": path.stem, "apps": [], "text": text}
    (region.home / MANIFEST).write_text(json.dumps(listed), encoding="utf-8")


def document_id(text: str) -> str:
    """The id under which a document is registered."""
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"
