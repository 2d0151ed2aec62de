"""The read engine: turns a GraphQL selection over declared tables into one SQL statement that returns JSON.

A type is declared over a table or view: a leaf is a column, a link follows a foreign key, and a connection is
a link with a sort order. There are no read resolvers. `Engine` checks all declarations when it is made and
refuses a faulty one. The sub-packages lie in the order in which a document passes through them:

    declaration   what a type says of its table
    graph         the declarations of one schema, resolved and checked at start-up
    document      a caller's text: parsed, bounded, validated, its variables, what it selects and costs
    sql           the selection as one statement
    run           the engine with its caches, the compiled query with its two exits, payloads of mutations

An example of declarations:

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
        about: strawberry.ID | None = column("about_id", id_by="about_type") # of the type the row names

    @strawberry.type
    class Query:
        node: Node | None = node()
        me: Reader | None = by_context(columns={"id": "party"})
        reader: Reader | None = by_id()
        line: Line | None = by_input(LineKey)             # an input of where() fields
        readers: Connection[Reader] = many(order="name", orders=ReaderOrder, filter=ReaderFilter)
        codes: list[Code] = all_of(order="code")

An example of a read:

    engine = Engine(schema._schema, context={"party": Uuid()}, scalars={"Cents": BigInteger})
    query = engine.compile(text, operation_name, variables)   # raises ReadRefused, DocumentInvalid
    query.document.kind, query.touched, query.cost            # permissions: engine.metadata("Reader.name")
    query.nodes                                               # the types named by ids passed to node()
    if query.is_straight:
        answer = await query.straight(fetch, context)         # answer.body: bytes, answer.subjects: uuids
    else:                                                     # introspection, or fields resolved in Python
        answer = await query.ordinary(fetch, context, context_value)  # answer.result: ExecutionResult

All refusals are raised by `compile`, so before BEGIN. `fetch(text, *arguments)` returns the first row or None
(asyncpg's `fetchrow`); `context` maps context parameters to values, the organiser under "organiser".

The value of a context parameter of a closed set can be given when the query is compiled: after
`Engine(…, closed={"role": Role})`, `compile(…, closed_values={"role": "CLIENT"})` decides every comparison of
the role with constants in Python. That leaves joins and index ranges where a bound role leaves ORs; such a
query runs under that role alone.

A mutation's resolver runs in `query.ordinary`, because Strawberry's own execution cannot complete the rows of
a payload. The payload reads them in the command's own transaction:

    key = {"account_id": account_id, "line_no": 1}        # or a uuid, where the key is one column
    line = await engine.payload(info, Line, "line", key, fetch, context)
    return LineAddPayload(line=line, user_errors=[])      # "line" is the path below the mutation's field

The driver must keep long prepared statements: asyncpg with `max_cacheable_statement_size=0` and
`max_cached_statement_lifetime=0`, sessions in UTC with DateStyle ISO and
`plan_cache_mode=force_generic_plan`. Views need `security_invoker = true`: the engine looks neither into
views nor into policies. Text and whole numbers that a predicate compares with are written into the statement
as literals; its other constants are bound as parameters.
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
from hb.read.declaration.specs import PAGE_SIZE, PAGE_SIZE_MAX, Rule, Wording
from hb.read.document.limits import Limits
from hb.read.document.values import split_id
from hb.read.errors import DeclarationFaults, DocumentInvalid, ReadRefused, Unscoped
from hb.read.run.adapt import print_instant
from hb.read.run.asked import AskedId
from hb.read.run.compiled_query import CompiledQuery, OrdinaryAnswer, Root, StraightAnswer
from hb.read.run.engine import Engine
from hb.read.run.fetch import CURSOR_GONE, Context, Fetch
from hb.read.sql.parameters import BoundStatement

__all__ = [
    "CURSOR_GONE",
    "PAGE_SIZE",
    "PAGE_SIZE_MAX",
    "AskedId",
    "BoundStatement",
    "CompiledQuery",
    "Connection",
    "Context",
    "ContextBinds",
    "DeclarationFaults",
    "DocumentInvalid",
    "Edge",
    "Engine",
    "Fetch",
    "Limits",
    "OrdinaryAnswer",
    "PageInfo",
    "ReadRefused",
    "Root",
    "Rule",
    "StraightAnswer",
    "Unscoped",
    "Wording",
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
    "split_id",
    "where",
]
