"""Attacks by the variables, the body and the request itself."""

import json

from hb.web.documents import MANIFEST
from tests.web.attacks.attack import SECRET, Attack, many

BATCH = next(
    key.encode()
    for key, entry in json.loads(MANIFEST.read_bytes()).items()
    if entry["name"] == "ReportDeliveries"
)
KEY = "0192f0c1-2345-7000-8000-000000000000"
CLIENT = "query($id: ID!) { client(id: $id) { id } }"
CLIENTS = "query($filter: ClientFilter) { clients(filter: $filter) { totalCount } }"
REPORT = (
    "mutation($input: DeliveriesReportInput!) { deliveriesReport(input: $input) { userErrors { code } } }"
)
REGISTER = "mutation($input: ClientRegisterInput!) { clientRegister(input: $input) { userErrors { code } } }"


def nested(opening: str, closing: str, depth: int) -> object:
    """JSON nested so deep."""
    found: object = json.loads(opening * depth + closing * depth)
    return found


VARIABLES = (
    Attack("lists in a scalar", CLIENT, "VALUE_TOO_DEEP", 10, {"id": nested("[", "]", 90)}),
    Attack(
        "objects in a scalar", CLIENT, "VALUE_TOO_DEEP", 10, {"id": json.loads('{"a":' * 90 + "1" + "}" * 90)}
    ),
    Attack("a list of 20 000", CLIENT, "LIST_TOO_LONG", 2_000, {"id": [1] * 20_000}),
    Attack("a list nobody declared", CLIENT, "LIST_TOO_LONG", 2_000, {"x": [[]] * 15_000, "id": "x"}),
    Attack("rows beyond a batch", REPORT, "LIST_TOO_LONG", 2_000, {"input": {"deliveries": [{}] * 2_001}}),
    Attack("1 000 bad rows", REPORT, variables={"input": {"deliveries": [{SECRET: SECRET}] * 1_000}}),
    Attack("3 000 unknown fields", CLIENTS, variables={"filter": {f"nam{i}": i for i in range(3_000)}}),
    Attack("3 000 variables nobody declared", CLIENT, variables={f"v{i}": i for i in range(3_000)}),
    Attack("an id of 60 000", CLIENT, "BAD_ID", variables={"id": "x" * 60_000}),
    Attack(
        "a number of 4 000 digits",
        "query($n: Int!) { clients(first: $n) { totalCount } }",
        variables={"n": 10**4_000},
    ),
    Attack("a secret in a wrong place", REGISTER, variables={"input": {"hetu": {"deep": SECRET}}}),
    Attack("a secret as a name", REGISTER, variables={"input": {"hetu": SECRET, SECRET: SECRET}}),
    Attack("a secret as a key", REGISTER, variables={"input": {"idempotencyKey": SECRET}}),
    Attack("a secret as an enum", REGISTER, variables={"input": {"language": SECRET}}),
    Attack("a secret as a variable", CLIENT, "BAD_ID", variables={"id": SECRET}),
    Attack("a NUL in a variable", CLIENT, "BAD_ID", variables={"id": "Client:\x00"}),
)
BODIES = (
    Attack(
        "a literal of 1 MB",
        f'{{ client(id: "{"x" * 1_000_000}") {{ id }} }}',
        "BODY_TOO_LARGE",
        65_536,
        status=413,
    ),
    Attack("JSON 30 000 deep", body=b'{"query":' + b"[" * 30_000),
    Attack("a batch of requests", body=json.dumps([{"query": "{ __typename }"}] * 1_000).encode()),
    Attack("a name twice", body=b'{"query":"{ __typename }","query":"{ clients { totalCount } }"}'),
    Attack("NaN", body=b'{"query":"{ __typename }","variables":{"a":NaN}}'),
    Attack(
        "an integer of 20 000 digits",
        body=b'{"query":"{ __typename }","variables":{"a":' + b"9" * 20_000 + b"}}",
    ),
    Attack("not UTF-8", body=b'{"query":"\xff\xfe"}'),
    Attack("a byte order mark", body=b'\xef\xbb\xbf{"query":"{ __typename }"}'),
    Attack("a query that is none", body=b'{"query":{"a":1}}'),
    Attack("variables that are none", body=b'{"query":"{ __typename }","variables":[1]}'),
    Attack(
        "empty lists to the brim",
        body=b'{"query":"{ __typename }","variables":{"a":[' + b"[]," * 20_000 + b"[]]}}",
        code="LIST_TOO_LONG",
        limit=2_000,
    ),
    Attack(
        "a megabyte of empty lists for a batch",
        body=b'{"documentId":"' + BATCH + b'","variables":{"a":[' + b"[]," * 349_000 + b"[]]}}",
        code="TOO_MANY_VALUES",
        limit=50_000,
    ),
    Attack(
        "an unknown operation",
        body=b'{"query":"query A { __typename }","operationName":"B"}',
        code="UNKNOWN_OPERATION",
    ),
    Attack(
        "an unknown document",
        body=b'{"documentId":"sha256:' + b"0" * 64 + b'"}',
        code="UNKNOWN_DOCUMENT",
        status=404,
    ),
    Attack(
        "CVE-2024-47082: multipart",
        body=b'--x\r\nContent-Disposition: form-data; name="operations"\r\n\r\n{"query":"{ __typename }"}',
        headers={"content-type": "multipart/form-data; boundary=x"},
        code="UNSUPPORTED_MEDIA_TYPE",
        status=415,
    ),
    Attack(
        "a form of a foreign page",
        body=b"query={__typename}",
        headers={"content-type": "application/x-www-form-urlencoded"},
        code="UNSUPPORTED_MEDIA_TYPE",
        status=415,
    ),
    Attack(
        "a simple request of a foreign page",
        body=b'{"query":"{ __typename }"}',
        headers={"content-type": "text/plain"},
        code="UNSUPPORTED_MEDIA_TYPE",
        status=415,
    ),
)
ADDRESSES = (
    Attack("a link of a foreign page", method="GET", address="/graphql?query={__typename}"),
    Attack(
        "a mutation by GET",
        method="GET",
        address=f"/graphql?query=mutation{{messageMarkRead(input:{{idempotencyKey:%22{KEY}%22,"
        f"messageId:%22Message:{KEY}%22}}){{userErrors{{code}}}}}}",
        headers={"x-hb-query": "1"},
        code="METHOD_NOT_ALLOWED",
        status=405,
    ),
    Attack("a PUT", "{ __typename }", "METHOD_NOT_ALLOWED", method="PUT", status=405),
    Attack(
        "CVE-2025-62727: a Range of a thousand parts",
        "{ __typename " + "@x " * 60 + "}",
        "TOO_MANY_DIRECTIVES",
        50,
        headers={"range": "bytes=" + many(1_000, "#-#", ",")},
    ),
    Attack(
        "CVE-2026-48710: a poisoned Host",
        "{ clients(first: 101) { nodes { id } } }",
        "PAGE_SIZE",
        100,
        headers={"host": "hb.test/health?"},
    ),
    Attack(
        "a token of rubbish",
        "{ __typename }",
        "UNAUTHENTICATED",
        status=401,
        headers={"authorization": "Bearer " + "x" * 8_000},
    ),
    Attack("no token", "{" * 60_000, "UNAUTHENTICATED", status=401, headers={"authorization": ""}),
    Attack(
        "a token signed by nobody",
        "{ __typename }",
        "UNAUTHENTICATED",
        status=401,
        headers={"authorization": "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."},
    ),
)
REQUESTS = (*VARIABLES, *BODIES, *ADDRESSES)
