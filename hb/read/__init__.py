"""The read engine: a GraphQL selection over declared tables becomes one SQL statement returning the JSON.

A type is declared over a table or view: a field is a column, an edge a foreign key, a connection an edge
with an order. There are no read resolvers. `Engine` checks all declarations when it is made and refuses a
faulty one.

    @row(reader, subject="id", within=lambda t, ctx: t.c.id.in_(reachable(ctx)))
    class Reader(Node):                                   # an interface with `id: strawberry.ID`
        name: str
        loans: Connection[Loan] = many(order="-lent_at")

    @row(account, subject="reader_id")
    class Account(Node):
        balance_cents: Cents
        reader: Reader = one()                            # one("payer_id") where there are several keys
        lines: list[Line] = all_of(order="line_no")
        totals: Totals = one(to="id", always=True)        # a view has no foreign key: own columns = its key
        opened_by: strawberry.ID = column(id_of="Worker") # printed as Worker:uuid

    @strawberry.type
    class Query:
        node: Node | None = node()
        me: Reader | None = by_context(columns={"id": "party"})
        reader: Reader | None = by_id()
        line: Line | None = by_input(LineKey)             # an input of where() fields
        readers: Connection[Reader] = many(order="name", orders=ReaderOrder, filter=ReaderFilter)
        codes: list[Code] = all_of(order="code")

    engine = Engine(schema._schema, context={"party": Uuid()}, scalars={"Cents": BigInteger})
    plan = engine.plan(text, operation_name, variables)   # ReadRefused, DocumentInvalid: here, before BEGIN
    plan.document.kind, plan.touched, plan.cost           # permissions: engine.metadata("Reader.name")
    plan.nodes                                            # the types that ids given to node() name
    if plan.is_straight:
        answer = await plan.straight(fetch, context)      # answer.body: bytes, answer.subjects: whose data
    else:                                                 # introspection, or fields that Python answers
        answer = await plan.ordinary(fetch, context, context_value)  # answer.result: ExecutionResult

A context parameter of a closed set can be known when planning: `Engine(…, closed={"role": Role})` and
`plan(…, known={"role": "CLIENT"})` decide what predicates ask of the role there, which leaves joins and
index ranges where a bound role leaves ORs; such a plan runs under that role alone.

`fetch(text, *arguments)` answers the first row or None (asyncpg's `fetchrow`); `context` maps context
parameters to values, the organiser under "organiser". A mutation's resolver runs in `plan.ordinary`
(not in Strawberry's own execution, which does not know an Answer); its payload reads rows in the command's
own transaction:

    key = {"account_id": account_id, "line_no": 1}        # or a uuid, where the key is one column
    line = await engine.payload(info, Line, "line", key, fetch, context)
    return LineAddPayload(line=line, user_errors=[])      # "line" is the path below the mutation's field

The driver must keep long prepared statements: asyncpg with `max_cacheable_statement_size=0` and
`max_cached_statement_lifetime=0`, sessions in UTC with DateStyle ISO and
`plan_cache_mode=force_generic_plan`. Views need `security_invoker = true`: the engine sees neither into
views nor into policies. A predicate's constants of text and whole numbers stand in the statement as they
are, others are bound as parameters.
"""

from hb.read.declaration.context import ContextBinds
from hb.read.declaration.declare import (
    all_of,
    by_context,
    by_id,
    by_input,
    column,
    many,
    node,
    one,
    row,
    where,
)
from hb.read.declaration.pages import Connection, Edge, PageInfo
from hb.read.declaration.specs import PAGE_SIZE, PAGE_SIZE_MAX
from hb.read.document.cost import Limits
from hb.read.errors import DeclarationFaults, DocumentInvalid, ReadRefused, Unscoped
from hb.read.run.adapt import Answer, print_instant
from hb.read.run.engine import Engine
from hb.read.run.plan import Context, Fetch, Ordinary, Plan, Root, Straight
from hb.read.sql.parameters import Statement

__all__ = [
    "PAGE_SIZE",
    "PAGE_SIZE_MAX",
    "Answer",
    "Connection",
    "Context",
    "ContextBinds",
    "DeclarationFaults",
    "DocumentInvalid",
    "Edge",
    "Engine",
    "Fetch",
    "Limits",
    "Ordinary",
    "PageInfo",
    "Plan",
    "ReadRefused",
    "Root",
    "Statement",
    "Straight",
    "Unscoped",
    "all_of",
    "by_context",
    "by_id",
    "by_input",
    "column",
    "many",
    "node",
    "one",
    "print_instant",
    "row",
    "where",
]
