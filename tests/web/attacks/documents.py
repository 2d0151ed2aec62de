"""Attacks by the document: too much of everything, what is not GraphQL, what does not fit the schema."""

from tests.web.attacks.attack import CLIENTS, SECRET, Attack, many

OVERSIZE = (
    Attack("a string literal of 60 000", f'{{ client(id: "{"x" * 60_000}") {{ id }} }}', "TOO_LONG", 32_768),
    Attack("a comment of 60 000", f"#{'x' * 60_000}\n{{ __typename }}", "TOO_LONG", 32_768),
    Attack(
        "20,000-deep literal", f"{{ client(id: {'[' * 20_000}{']' * 20_000}) {{ id }} }}", "TOO_LONG", 32_768
    ),
    Attack(
        "12,000-deep literal", f"{{ client(id: {'[' * 12_000}{']' * 12_000}) {{ id }} }}", "TOO_DEEP", 200
    ),
    Attack("comments by the thousand", "#\n" * 15_000 + "{ __typename }", "TOO_MANY_TOKENS", 1_000),
    Attack("unclosed braces", "{a" * 10_000, "TOO_DEEP", 200),
    Attack("5,000 duplicate fields", "{" + "__typename " * 2_900 + "}", "TOO_MANY_TOKENS", 1_000),
    Attack("a batch of 200 operations", many(190, "query Q# { __typename }"), "ONE_OPERATION", 1),
    Attack("no operation", "fragment F on Query { __typename }", "ONE_OPERATION", 1),
    Attack("a schema definition", "type Query { hacked: String }", "ONE_OPERATION", 1),
)
EXPANDED = (
    Attack("CVE-2026-75507: 990 duplicate fields", "{" + "__typename " * 990 + "}", "TOO_MANY_FIELDS", 500),
    Attack(
        "CVE-2026-75507: overlapping selections",
        "{" + "clients{nodes{id}}" * 140 + "}",
        "TOO_MANY_REPEATS",
        100,
    ),
    Attack(
        "CVE-2026-75507: overlapping fragments",
        "{"
        + "...F ...G " * 60
        + "} fragment F on Query { "
        + CLIENTS
        + " } fragment G on Query { "
        + CLIENTS
        + " }",
        "TOO_MANY_REPEATS",
        100,
    ),
    Attack(
        "overlapping across types",
        '{ node(id: "x") {' + many(110, "... on Client { id version }") + "} }",
        "TOO_MANY_REPEATS",
        100,
    ),
    Attack("conflicting arguments", "{" + many(110, 'client(id: "#") { id }') + "}", "TOO_MANY_REPEATS", 100),
    Attack("400 duplicate fields", "{" + "__typename " * 400 + "}", "TOO_MANY_REPEATS", 100),
    Attack(
        "CVE-2026-47706: circular fragments",
        "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }",
        "CIRCULAR_FRAGMENT",
        0,
    ),
    Attack(
        "a fragment of itself", "{ ...A } fragment A on Query { __typename ...A }", "CIRCULAR_FRAGMENT", 0
    ),
    Attack(
        "every fragment spreads every other",
        "{ ...F0 }"
        + many(14, "fragment F# on Query {" + many(14, "...F#").replace("#", "@") + "}").replace("@", "#"),
        "CIRCULAR_FRAGMENT",
        0,
    ),
    Attack(
        "CVE-2026-47707: aliases in spread fragments",
        "{" + "...F " * 10 + "} fragment F on Query {" + many(7, "a#: __typename") + "}",
        "TOO_MANY_ALIASES",
        60,
    ),
    Attack(
        "a doubling chain of fragments",
        "{ ...F0 }"
        + "".join(f" fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} }}" for i in range(80))
        + " fragment F80 on Query { __typename }",
        "TOO_MANY_FIELDS",
        500,
    ),
    Attack(
        "a doubling chain of directives",
        "{ ...F0 }"
        + "".join(
            f" fragment F{i} on Query {{ ...F{i + 1} ...F{i + 1} @include(if: true) }}" for i in range(20)
        )
        + " fragment F20 on Query { __typename @skip(if: true) }",
        "TOO_MANY_DIRECTIVES",
        50,
    ),
    Attack(
        "unused fragments", "{ __typename }" + many(110, " fragment F# on Query { id }"), "UNUSED_FRAGMENT", 0
    ),
    Attack("100 aliases", "{" + many(100, "a#: __typename") + "}", "TOO_MANY_ALIASES", 60),
    Attack(
        "aliases below lists", "{ clients { nodes {" + many(61, "a#: id") + "} } }", "TOO_MANY_ALIASES", 60
    ),
    Attack("depth 60", "{ clients { nodes " * 30 + "{ id }" + "} }" * 30, "TOO_DEEP", 20),
    Attack(
        "depth through fragments",
        "{ ...F0 }"
        + "".join(f" fragment F{i} on Client {{ matters {{ nodes {{ ...F{i + 1} }} }} }}" for i in range(25))
        + " fragment F25 on Client { id }",
        "TOO_DEEP",
        20,
    ),
    Attack("nested inline fragments", "{" + "... {" * 300 + "__typename" + "}" * 300 + "}", "TOO_DEEP", 200),
    Attack("200 directives", "{ __typename " + "@skip(if: false) " * 140 + "}", "TOO_MANY_DIRECTIVES", 50),
    Attack("unknown directives", "{ __typename " + "@x " * 480 + "}", "TOO_MANY_DIRECTIVES", 50),
    Attack(
        "directives on the operation and its fragments",
        "query Q "
        + "@a " * 30
        + "{ ...F "
        + "@b " * 15
        + "} fragment F on Query "
        + "@c " * 15
        + "{ __typename }",
        "TOO_MANY_DIRECTIVES",
        50,
    ),
    Attack("240 variables", "query(" + many(240, "$v#: Int") + ") { __typename }", "TOO_MANY_VARIABLES", 50),
    Attack(
        "objects within objects",
        "{ clients(filter: " + "{ a: " * 90 + "1" + "}" * 90 + ") { totalCount } }",
        "VALUE_TOO_DEEP",
        10,
    ),
    Attack(
        "lists within a default",
        "query($a: [Int] = " + "[" * 90 + "]" * 90 + ") { __typename }",
        "VALUE_TOO_DEEP",
        10,
    ),
    Attack(
        "sub-selects",
        "{ clients(first: 1) { nodes {"
        + "".join(f"a{i}: matters(first: 1) {{ totalCount }}" for i in range(40))
        + "} } }",
        "TOO_MANY_SUB_SELECTS",
        60,
    ),
    Attack(
        "lists within lists",
        "{ clients(first: 100) { nodes { matters(first: 100) { nodes {"
        " assessments(first: 100) { nodes { id } } } } } } }",
        "TOO_COSTLY",
        25_000,
    ),
    Attack(
        "the product of page sizes in variables",
        "query($n: Int!) { clients(first: $n) { nodes { matters(first: $n) { nodes {"
        " assessments(first: $n) { nodes { id } } } } } } }",
        "TOO_COSTLY",
        25_000,
        variables={"n": 100},
    ),
    Attack("a page of 101", "{ clients(first: 101) { nodes { id } } }", "PAGE_SIZE", 100),
    Attack("a page of -1", "{ clients(first: -1) { nodes { id } } }", "PAGE_SIZE", 100),
    Attack(
        "introspection by aliases",
        "{" + many(50, "a#: __schema { types { fields { args { name } } } }") + "}",
        "FORBIDDEN",
        status=403,
    ),
    Attack(
        "circular introspection",
        "{ __schema { types" + " { fields { type" * 4 + " { name }" + " } }" * 4 + " } }",
    ),
)
MALFORMED = (
    Attack("unterminated string", '{ client(id: "' + SECRET),
    Attack("block string", '{ client(id: """' + f"\n {SECRET}" * 1_000),
    Attack("a literal as a document", f'"{SECRET}"'),
    Attack("NUL", '{ client(id: "a\x00b") { id } }', "BAD_ID"),
    Attack("half a surrogate pair", "{ __typename \ud800 }"),
    Attack("a byte order mark within", "{ clients \ufeff( }"),
    Attack("a number of 30 000 digits", "{ clients(first: " + "9" * 30_000 + ") { totalCount } }"),
    Attack("an exponent of 30 000 digits", "{ clients(first: 1e" + "9" * 30_000 + ") { totalCount } }"),
    Attack("800 unknown fields", "{" + many(450, "client#") + "}"),
    Attack("unknown arguments", "{ clients(" + many(300, "firs#: 1") + ") { totalCount } }"),
    Attack("unknown input fields", "{ clients(filter: {" + many(300, "nam#: 1") + "}) { totalCount } }"),
    Attack("one argument 300 times", "{ client(" + f'id: "{SECRET}" ' * 300 + ") { id } }"),
    Attack(
        "one input field 300 times",
        "{ clients(filter: {" + f'name: "{SECRET}" ' * 300 + "}) { totalCount } }",
    ),
    Attack("a long list literal", "{ clients(filter: { name: [" + "1 " * 950 + "] }) { totalCount } }"),
    Attack("undefined variables", "{" + many(50, "a#: client(id: $v#) { id }") + "}"),
    Attack(
        "fragments on unknown types", "{" + many(150, "... on Cliend# { id }") + "}", "TOO_MANY_REPEATS", 100
    ),
    Attack("fragments on wrong types", "{" + many(90, "... on Client { id }") + "}"),
    Attack("fragments never defined", "{" + many(400, "...F#") + "}"),
    Attack("unknown enum values", "{" + many(50, "a#: clients(orderBy: NAM#) { totalCount }") + "}"),
    Attack("a subscription", "subscription { __typename }"),
    Attack("@defer", "{ ... @defer { __typename } }"),
    Attack("@stream", "{ clients { nodes @stream { id } } }"),
    Attack("field suggestions", "{ client { i } clien }"),
    Attack("a secret as an id", f'{{ client(id: "{SECRET}") {{ id }} }}', "BAD_ID"),
    Attack("a secret as a page size", f'{{ clients(first: "{SECRET}") {{ totalCount }} }}'),
    Attack("a secret as a cursor", f'{{ clients(after: "{SECRET}") {{ nodes {{ id }} }} }}', "BAD_CURSOR"),
)
DOCUMENTS = (*OVERSIZE, *EXPANDED, *MALFORMED)
