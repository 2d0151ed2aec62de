"""Scratch probes."""
import json
import base64
import pytest
from datetime import UTC, datetime, timedelta
from hb.access.rules import Role
from tests.api.conftest import Api, token_of, KEY, ISSUER, AUDIENCE
from tests.scene import Scene
from hb.kit.ids import new_id
from hb.kit.tokens import issue_token
from joserfc import jwt
from joserfc.jwk import OctKey, ECKey

Q = "{ clients(first: 1) { nodes { id } } }"

async def raw(api, actor, body, **h):
    headers = {"authorization": f"Bearer {token_of(actor)}", "content-type": "application/json", **h}
    return await api.client.post("/graphql", content=body, headers=headers)

async def test_http(api: Api, scene: Scene, caplog):
    w = scene.actors[Role.SOCIAL_WORKER]
    bodies = {
      "batch": b'[{"query":"{__typename}"}]',
      "dup": b'{"query":"{__typename}","query":"{ me { id } }"}',
      "nul": b'\x00',
      "bad utf8": b'{"query":"\xff"}',
      "utf16": json.dumps({"query":"{__typename}"}).encode("utf-16"),
      "surrogate query": b'{"query":"{ __typename \\ud800 }"}',
      "surrogate comment": b'{"query":"{ __typename } # \\ud800"}',
      "surrogate string": b'{"query":"{ clients(filter:{nameFrom:\\"\\ud800\\"}) { totalCount } }"}',
      "nul string": b'{"query":"{ clients(filter:{nameFrom:\\"\\\\u0000\\"}) { totalCount } }"}',
      "surr opname": b'{"query":"{__typename}","operationName":"\\ud800"}',
      "opname": b'{"query":"query A {__typename}","operationName":"010190-123X"}',
      "surr varname": b'{"query":"query($x:String){ clients(filter:{nameFrom:$x}){totalCount} }","variables":{"x":"\\ud800"}}',
      "nul var": b'{"query":"query($x:String){ clients(filter:{nameFrom:$x}){totalCount} }","variables":{"x":"\\u0000"}}',
      "surr id": b'{"query":"query($x:ID!){ client(id:$x){id} }","variables":{"x":"\\ud800"}}',
      "surr id2": b'{"query":"query($x:ID!){ client(id:$x){id} }","variables":{"x":"Client:\\ud800"}}',
      "int id": b'{"query":"query($x:ID!){ client(id:$x){id} }","variables":{"x":5}}',
      "nan": b'{"query":"query($x:Int){ clients(first:$x){totalCount} }","variables":{"x":NaN}}',
      "inf": b'{"query":"query($x:Int){ clients(first:$x){totalCount} }","variables":{"x":1e999}}',
      "bigint": b'{"query":"query($x:Int){ clients(first:$x){totalCount} }","variables":{"x":' + b'9'*5000 + b'}}',
      "deep json": b'{"query":"{__typename}","variables":' + b'{"a":'*50000 + b'1' + b'}'*50000 + b'}',
      "deep vars": b'{"query":"query($x:String){ clients(filter:{nameFrom:$x}){totalCount} }","variables":{"x":' + b'['*900 + b']'*900 + b'}}',
      "extvars": b'{"query":"{__typename}","extensions":[]}',
      "empty": b'',
      "null": b'null',
      "query num": b'{"query":1}',
      "cursor": b'{"query":"{ clients(after:\\"0~5~aaaaa~x\\"){nodes{id}} }"}',
      "cursor2": b'{"query":"{ messages(after:\\"0~0001-01-01T00:00:00+23:59~018f0000-0000-7000-8000-000000000000\\"){nodes{id}} }"}',
      "cursor3": b'{"query":"{ messages(after:\\"0~9999-12-31T23:59:59-23:59~018f0000-0000-7000-8000-000000000000\\"){nodes{id}} }"}',
      "subscription": b'{"query":"subscription { x }"}',
      "two ops": b'{"query":"query A {__typename} query B {__typename}","operationName":"A"}',
      "frag only": b'{"query":"fragment F on Query {__typename}"}',
      "introspect": b'{"query":"{__schema{types{name}}}"}',
      "introspect frag": b'{"query":"{...F} fragment F on Query { a: __type(name:\\"Client\\"){name} }"}',
      "deep doc": json.dumps({"query": "{" + "a{"*3000 + "b" + "}"*3000 + "}"}).encode(),
      "deep list": json.dumps({"query": "{ clients(filter:{nameFrom:" + "["*3000 + "]"*3000 + "}){totalCount} }"}).encode(),
      "defer": b'{"query":"{ ... @defer { __typename } }"}',
      "unknown dir": b'{"query":"{ __typename @foo }"}',
    }
    for name, body in bodies.items():
        for accept in ("application/json", "application/graphql-response+json"):
            try:
                r = await raw(api, w, body, accept=accept)
                print(f"{name:18} {accept[12:20]:9} {r.status_code} {r.content[:230]!r}")
            except Exception as e:
                print(f"{name:18} {accept[12:20]:9} EXC {type(e).__name__} {str(e)[:200]}")
    for method in ("PUT","DELETE"):
        r = await api.client.request(method, "/graphql", headers={"authorization": f"Bearer {token_of(w)}"})
        print(method, r.status_code, r.headers.get("allow"))
    for h, q in [({}, "{__typename}"), ({"x-hb-query":"1"}, "{__typename}"), ({"x-hb-query":"1"}, "mutation { messageMarkRead(input:{idempotencyKey:\"018f0000-0000-7000-8000-000000000000\",messageId:\"x\"}) {userErrors{code}} }")]:
        r = await api.client.get("/graphql", params={"query": q}, headers={"authorization": f"Bearer {token_of(w)}", **h})
        print("GET", h, r.status_code, r.content[:200])
    for ct in ("text/plain","application/x-www-form-urlencoded","multipart/form-data","application/json; charset=latin1","", "application/graphql"):
        r = await raw(api, w, b'{"query":"{__typename}"}', **{"content-type": ct})
        print("CT", ct, r.status_code)
    r = await raw(api, w, b'{"query":"{__typename}"'+b' '*(1024*1024)+b'}')
    print("big", r.status_code)
    async def chunks():
        for _ in range(40):
            yield b' '*65536
    r = await raw(api, w, chunks())
    print("chunked", r.status_code, r.content[:100])

async def test_tokens(api: Api, scene: Scene):
    w = scene.actors[Role.SOCIAL_WORKER]
    async def t(name, token):
        r = await api.client.post("/graphql", json={"query":"{__typename}"}, headers={"authorization": token})
        print(name, r.status_code, r.content[:120])
    good = token_of(w)
    await t("good", "Bearer "+good)
    def mk(key=KEY, **kw):
        d = dict(issuer=ISSUER, audience=AUDIENCE, subject=str(w.user_id), claims={"hb_organiser": str(w.organiser_id), "hb_role": "SOCIAL_WORKER"}, now=datetime.now(UTC), lifetime=timedelta(minutes=5))
        d.update(kw)
        return "Bearer "+issue_token(key, **d)
    await t("aud", mk(audience="x"))
    await t("iss", mk(issuer="x"))
    await t("expired", mk(now=datetime.now(UTC)-timedelta(hours=1)))
    await t("key", mk(key=ECKey.generate_key("P-256", {"use":"sig","alg":"ES256"}, private=True, auto_kid=True)))
    b = lambda d: base64.urlsafe_b64encode(json.dumps(d).encode()).rstrip(b"=").decode()
    claims = {"hb_organiser": str(w.organiser_id), "hb_role":"SOCIAL_WORKER","iss":ISSUER,"aud":AUDIENCE,"sub":str(w.user_id),"exp":9999999999}
    await t("none", "Bearer "+b({"alg":"none"})+"."+b(claims)+".")
    await t("none2", "Bearer "+b({"alg":"none","kid":KEY.kid})+"."+b(claims)+".AA")
    pub = KEY.as_pem(private=False)
    hs = jwt.encode({"alg":"HS256","kid":KEY.kid}, claims, OctKey.import_key(pub), algorithms=["HS256"])
    await t("hs256", "Bearer "+hs)
    await t("5 parts", "Bearer a.b.c.d.e")
    await t("b64d", "Bearer "+b({"alg":"ES256","b64":False,"crit":["b64"]})+".x.y")
    await t("nonascii", "Bearer \xe4\xf6".encode("latin-1"))
    await t("list payload", "Bearer "+b({"alg":"ES256","kid":KEY.kid})+"."+base64.urlsafe_b64encode(b"[1]").decode()+".AAAA")
    await t("basic", "Basic abc")
    await t("role", mk(claims={"hb_organiser": str(w.organiser_id), "hb_role":"AUDITOR"}))
    await t("role?", mk(claims={"hb_organiser": str(w.organiser_id), "hb_role":"GOD"}))
    await t("org", mk(claims={"hb_organiser": str(new_id()), "hb_role":"SOCIAL_WORKER"}))
    await t("obo", mk(claims={"hb_organiser": str(w.organiser_id), "hb_role":"SOCIAL_WORKER","hb_on_behalf_of":str(new_id())}))
    await t("obo junk", mk(claims={"hb_organiser": str(w.organiser_id), "hb_role":"SOCIAL_WORKER","hb_on_behalf_of":"x'y"}))
    await t("client on behalf", mk(subject=str(scene.client_id), claims={"hb_organiser": str(w.organiser_id), "hb_role":"CLIENT","hb_on_behalf_of":str(new_id())}))
    await t("exp str", "Bearer "+jwt.encode({"alg":"ES256","kid":KEY.kid}, {**claims,"exp":"9999999999"}, KEY, algorithms=["ES256"]))
    await t("exp huge", "Bearer "+jwt.encode({"alg":"ES256","kid":KEY.kid}, {**claims,"exp":1e400}, KEY, algorithms=["ES256"]))
    await t("nbf", "Bearer "+jwt.encode({"alg":"ES256","kid":KEY.kid}, {**claims,"nbf":9999999998}, KEY, algorithms=["ES256"]))
    await t("aud list", "Bearer "+jwt.encode({"alg":"ES256","kid":KEY.kid}, {**claims,"aud":["x","hb"]}, KEY, algorithms=["ES256"]))
    await t("no kid", "Bearer "+jwt.encode({"alg":"ES256"}, claims, KEY, algorithms=["ES256"]))
    await t("sub dict", "Bearer "+jwt.encode({"alg":"ES256","kid":KEY.kid}, {**claims,"sub":{"a":1}}, KEY, algorithms=["ES256"]))

async def test_use_log(api: Api, scene: Scene, all_rows):
    w = scene.actors[Role.SOCIAL_WORKER]
    async def n():
        return await all_rows.fetch("select operation, client_ids from use_log where organiser_id=$1 order by id", scene.organiser_id)
    for q in ["query A { clients { pageInfo { endCursor } } }", "query B { clients { edges { cursor } } }", "query C { clients { totalCount } }", "query D { clients { pageInfo { hasNextPage } } }",
              "query E($i: Boolean = false) { clients { nodes @include(if:$i) { id } totalCount } }", "query F { a: clients(first:0) { nodes { id } } }", "query G { clients(filter:{nameStarts:\"Äij\"}) { totalCount } }",
              'query H { client(id:"Client:%s") { __typename } }' % scene.client_id, "query I { clients(first:1) { nodes { __typename } } }", "query J { __typename ... on Query { clients { nodes { lastName } } } }",
              "query K { clients { nodes { lastName } } __type(name:\"Client\") { name } }"]:
        before = len(await n())
        r = await api.post(w, q)
        after = await n()
        print(q[:60], r.status_code, r.text[:160], "LOGGED", [tuple(x) for x in after[before:]])
