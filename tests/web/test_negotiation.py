"""Which media type, language and encoding an answer has, by the caller's preferences."""

import pytest
from starlette.datastructures import Headers

from hb.access.rules import Role
from hb.kit.ids import new_id
from hb.web.caching import is_known
from hb.web.negotiation import (
    PREFERENCE_LENGTH,
    PREFERENCES_READ,
    answer_type,
    language_of,
    preference,
    takes_gzip,
)
from tests.api.conftest import Api
from tests.scene import Scene

QUERY = "{ serviceCategories { code } }"
CLOSE = "mutation($input: MatterCloseInput!) { matterClose(input: $input) { userErrors { message } } }"


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("", "application/json"),
        ("*/*", "application/json"),
        ("application/json", "application/json"),
        ("application/graphql-response+json", "application/graphql-response+json"),
        ("application/json, application/graphql-response+json;q=0.5", "application/graphql-response+json"),
        ("application/graphql-response+json;q=0, */*", "application/json"),
        ("text/html, application/*;q=0.1", "application/json"),
        ("APPLICATION/JSON; charset=utf-8", "application/json"),
        ('application/graphql-response+json; charset="utf-8"; q=0.1', "application/graphql-response+json"),
        (
            "application/json;q=0.000, */*;q=0.1, application/graphql-response+json",
            "application/graphql-response+json",
        ),
        ("application/json;q=x, */*", "application/json"),
        (",, ,application/json,", "application/json"),
    ],
)
async def test_media_type_is_one_that_is_taken(api: Api, scene: Scene, accept: str, media: str) -> None:
    answer = await api.post(scene.actors[Role.CLIENT], QUERY, accept=accept)
    assert answer.headers["content-type"] == f"{media}; charset=utf-8"
    assert answer_type(accept) == media


@pytest.mark.parametrize(
    "accept",
    [
        "text/html",
        "application/json;q=0",
        "application/json;q=0, */*",
        "image/*, text/*;q=0.3",
        "*/*;q=0",
        "json",
        "*/json",
        '"',
        ",",
    ],
)
async def test_answer_that_nobody_takes_is_not_given(api: Api, scene: Scene, accept: str) -> None:
    assert (await api.post(scene.actors[Role.CLIENT], QUERY, accept=accept)).status_code == 406


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("fil-PH, en;q=0.9", "en"),
        ("svk, en", "en"),
        ("fil", "fi"),
        ("enm, svx;q=0.9", "fi"),
        ("sv-FI", "sv"),
        ("SV-fi", "sv"),
        ("sv-Latn-FI, en", "sv"),
        ("x-sv, i-fi, en;q=0.1", "en"),
        ("sv_FI, en", "sv"),
        ("", "fi"),
        ("de", "fi"),
        ("sv", "sv"),
        ("en-GB, sv;q=0.9", "en"),
        ("de, sv;q=0.2, en;q=0.7", "en"),
        ("en;q=0, sv;q=0.1", "sv"),
        ("en;q=x, sv;q=0.1", "sv"),
        ("*", "fi"),
        ("de, *;q=0.5", "fi"),
        ("*, sv;q=0.1", "sv"),
        ("fi;q=0, *", "sv"),
        ("fi;q=0", "sv"),
        ("fi;q=0, sv;q=0", "en"),
        ("fi;q=0, sv;q=0, en;q=0", "fi"),
        ("*;q=0", "fi"),
        ("en-GB;q=0, en;q=0.2", "en"),
        ("sv;q=0.5, en;q=0.5", "sv"),
        ("en;q=0.5, sv;q=0.5", "en"),
        ("sv;q=-1, en;q=0.1", "en"),
        ("sv;q=1.5, en;q=0.1", "en"),
        ("sv;q=1e999, en;q=0.1", "en"),
        ("sv;q=nan, en;q=0.1", "en"),
        (";;=,,q=1;,en;;", "en"),
        ('"sv', "fi"),
        ("\x00, \xff, en", "en"),
    ],
)
def test_language_is_the_most_wanted_that_we_speak(header: str, language: str) -> None:
    """C9: a subtag ends at its hyphen, so Filipino (fil) is not Finnish, nor is svk Swedish."""
    assert language_of(header) == language


@pytest.mark.parametrize(
    ("headers", "joined"),
    [
        ([], ""),
        (["fi"], "fi"),
        (["de", "fil;q=0.9", "en"], "de,fil;q=0.9,en"),
        (["en;q=0.1", ""], "en;q=0.1,"),
    ],
)
def test_several_headers_are_one_list(headers: list[str], joined: str) -> None:
    raw = [(b"host", b"x"), *((b"accept-language", header.encode()) for header in headers)]
    assert preference(Headers(raw=raw), "accept-language") == joined


def test_a_long_header_is_cut_after_an_entry() -> None:
    """Cut within the last entry, `gzip;q=0` would have become `gzip`."""
    filler = "br;q=0.25," + ",".join(["x" * 195] * 5) + ",zst"
    headers = Headers({"accept-encoding": f"{filler},gzip;q=0"})
    assert len(f"{filler},gzip;q") > PREFERENCE_LENGTH >= len(f"{filler},gzip")
    assert preference(headers, "accept-encoding") == filler
    assert takes_gzip(preference(headers, "accept-encoding")) is False
    assert preference(Headers({"accept": "x" * (PREFERENCE_LENGTH + 1)}), "accept") == ""
    assert preference(Headers({"accept": "x" * PREFERENCE_LENGTH}), "accept") == "x" * PREFERENCE_LENGTH


async def test_headers_of_100_000_characters_are_answered_as_their_first_thousand(
    api: Api, scene: Scene
) -> None:
    long = {
        "accept": "application/json," + "text/html;q=0.1," * 6_000,
        "accept-language": "sv," + "en;q=0.9," * 11_000,
        "accept-encoding": ";" * 100_000,
    }
    answer = await api.post(scene.actors[Role.CLIENT], QUERY, None, **long)
    assert answer.headers["content-type"] == "application/json; charset=utf-8"
    assert "content-encoding" not in answer.headers


async def test_language_of_a_refusal_is_that_of_the_header(api: Api, scene: Scene) -> None:
    """C9, over HTTP: the sentence for people is English for a Filipino who also reads English."""
    opened = {"idempotencyKey": str(new_id()), "matterId": f"Matter:{new_id()}"}
    sentences = []
    for header in ("fil-PH, en;q=0.9", "svk, en", "sv-FI", "*", "fi-FI"):
        answer = await api.post(
            scene.actors[Role.SERVICE_GUIDE], CLOSE, {"input": opened}, **{"accept-language": header}
        )
        (error,) = answer.json()["data"]["matterClose"]["userErrors"]
        sentences.append(error["message"])
    english, swedish, finnish = "It was not found.", "Uppgiften finns inte.", "Tietoa ei löydy."
    assert sentences == [english, english, swedish, finnish, finnish]


@pytest.mark.parametrize(
    ("header", "takes"),
    [
        ("", False),
        ("gzip, deflate, br", True),
        ("br;q=1, GZIP;q=0.2", True),
        ("gzip;q=0", False),
        ("gzip;q=0.3, identity;q=0.9", False),
        ("identity;q=0, gzip;q=0.1", True),
        ("*", True),
        ("*;q=0", False),
        ("*, gzip;q=0", False),
        ("x-gzip-like", False),
        ("gzip;q=nan", False),
        ("gzip;q=0.5, *;q=0", True),
        ("identity, *;q=0.5", False),
        ('"gzip', False),
    ],
)
def test_gzip_is_for_those_who_take_it(header: str, takes: bool) -> None:
    assert takes_gzip(header) is takes


@pytest.mark.parametrize(
    ("header", "known"),
    [
        ("", False),
        ("*", True),
        ('W/"a1"', True),
        ('"a1"', True),
        ('"b2", W/"a1"', True),
        ('"b2"', False),
        ('"a1', False),
        ('"a1 "', False),
        (",,,", False),
    ],
)
def test_tag_is_known_by_weak_comparison(header: str, known: bool) -> None:
    assert is_known('W/"a1"', header) is known


def test_only_the_first_entries_of_a_header_are_read() -> None:
    """Five hundred entries took 12 ms of a server that does not know yet who asks."""
    headers = Headers({"accept-language": "1," + "a," * 400 + "sv"})
    assert preference(headers, "accept-language") == "1," + ",".join(["a"] * (PREFERENCES_READ - 1))
    assert language_of(preference(headers, "accept-language")) == "fi"
    twenty = ",".join([*["a"] * (PREFERENCES_READ - 1), "sv"])
    assert language_of(preference(Headers({"accept-language": twenty}), "accept-language")) == "sv"


def test_only_the_first_tags_are_compared() -> None:
    assert is_known('W/"x"', '"y", W/"x"')
    assert not is_known('W/"x"', '"y",' * 300 + 'W/"x"')


async def test_a_content_type_is_read_to_its_bound(api: Api, scene: Scene) -> None:
    """Its parameters took 50 ms; a charset beyond the bound is not looked for."""
    long = "application/json" + "; a=b" * 10_000
    answer = await api.post(scene.actors[Role.CLIENT], QUERY, None, **{"content-type": long})
    assert answer.status_code == 200
    other = await api.post(scene.actors[Role.CLIENT], QUERY, None, **{"content-type": f"text/plain{long}"})
    assert other.status_code == 415
