"""`hb/kit` is tools without a domain word (C13), so that no module leaks into it."""

import re
from collections.abc import Iterator
from pathlib import Path

KIT = Path(__file__).parents[2] / "hb" / "kit"
NOUNS = (
    "assessment",
    "assistance",
    "budget",
    "care",
    "catalogue",
    "client",
    "decision",
    "delivery",
    "emergency",
    "guardian",
    "hetu",
    "ledger",
    "matter",
    "municipality",
    "offering",
    "payment",
    "plan_item",
    "producer",
    "representation",
    "representative",
    "settlement",
    "substitute",
    "voucher",
    "worker",
)
DOMAIN = re.compile(
    rf"\b(?:{'|'.join(NOUNS)})(?:s|_ids?)?\b|\b(?:deliveries|municipalities)\b", re.IGNORECASE
)


def domain_words(path: str, text: str) -> Iterator[str]:
    """Every word of the domain in a source, with its line."""
    for number, line in enumerate(text.splitlines(), 1):
        for match in DOMAIN.finditer(line):
            yield f"{path}:{number}: {match.group(0)}"


def test_planted_words_are_caught() -> None:
    planted = 'subject: str = "client_id"\n"""Closed to representatives in financial matters."""\n'
    assert list(domain_words("x.py", planted)) == [
        "x.py:1: client_id",
        "x.py:2: representatives",
        "x.py:2: matters",
    ]


def test_a_word_inside_another_is_no_fault() -> None:
    assert list(domain_words("x.py", '"client_connection_check_interval", careful')) == []


def test_the_kit_has_no_domain_word() -> None:
    assert [
        fault
        for path in sorted(KIT.rglob("*.py"))
        for fault in domain_words(path.name, path.read_text(encoding="utf-8"))
    ] == []
