"""Addresses of endpoints: what the sender would refuse is not taken in the first place, by the same rule."""

import pytest

from hb.kit.db import Database
from hb.kit.errors import InvalidInput
from hb.sending.rules import EndpointRule, endpoint_of
from tests.scene import Scene
from tests.sending.builders import Post
from tests.sending.test_webhooks import ADMINISTRATOR, set_webhook


@pytest.mark.parametrize(
    ("url", "allow_loopback"),
    [
        ("http://example.fi/hb", True),
        ("http://127.0.0.1/hb", False),
        ("ftp://example.fi", True),
        ("https://user:password@example.fi/", True),
        ("https://example.fi/#part", True),
        ("https://", True),
        ("https://10.0.0.7/hb", True),
        ("https://192.168.1.1/hb", True),
        ("https://169.254.169.254/", True),
        ("https://[fd00::1]/hb", True),
        ("https://127.0.0.1/hb", False),
        ("https://localhost/hb", False),
        ("https://hb.localhost./hb", False),
        ("https://2130706433/", False),
        ("https://0x7f.1/", False),
        ("https://[::ffff:10.0.0.1]/", True),
        ("https://exämple.fi/", True),
        ("https://example.fi:port/", True),
        ("https://example.fi/" + "x" * 500, True),
    ],
)
async def test_addresses_that_are_not_taken(
    db: Database, scene: Scene, post: Post, url: str, allow_loopback: bool
) -> None:
    with pytest.raises(InvalidInput):
        await set_webhook(db, scene.actors[ADMINISTRATOR], url, allow_loopback=allow_loopback)
    count = "SELECT count(*) FROM webhook WHERE organiser_id = $1"
    assert await post.rows.fetchval(count, scene.organiser_id) == 0


@pytest.mark.parametrize(
    "url",
    [
        "https://169.254.169.254/",
        "https://169.254.169.254/latest/meta-data/",
        "https://[::ffff:169.254.169.254]/",
        "https://2852039166/",
        "https://0xa9.0xfe.0xa9.0xfe/",
        "https://[fe80::1]/",
        "https://0.0.0.0/",
        "https://100.64.0.1/",
        "https://[64:ff9b::a9fe:a9fe]/",
    ],
)
@pytest.mark.parametrize("is_development", [True, False])
def test_a_machine_of_the_inside_is_refused_at_once_in_development_too(
    url: str, *, is_development: bool
) -> None:
    """Only this very machine is let through there, as a stand-in."""
    with pytest.raises(InvalidInput) as refusal:
        endpoint_of(url, allow_loopback=is_development)
    assert refusal.value.rule is EndpointRule.PUBLIC_ENDPOINT


@pytest.mark.parametrize(
    ("url", "rule"),
    [
        ("https://exämple.fi/", EndpointRule.ENDPOINT_LETTERS),
        ("https://example.fi/hb calls", EndpointRule.ENDPOINT_SPACES),
        ("http://example.fi/hb", EndpointRule.ENDPOINT_URL),
        ("https://10.0.0.7/hb", EndpointRule.PUBLIC_ENDPOINT),
    ],
)
def test_b9_the_refusal_names_what_is_wrong_with_an_address(url: str, rule: EndpointRule) -> None:
    with pytest.raises(InvalidInput) as refused:
        endpoint_of(url, allow_loopback=False)
    assert refused.value.rule is rule
