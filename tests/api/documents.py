"""The frontends' own documents: text and id, as frontend_contract/trusted_documents.json holds them."""

import json
from pathlib import Path
from typing import TypedDict

CONTRACT = Path(__file__).parents[2] / "frontend_contract"


class Trusted(TypedDict):
    """One entry of the manifest: the operation's name, the apps that send it, its text with all fragments."""

    name: str
    apps: list[str]
    text: str


TRUSTED: dict[str, Trusted] = json.loads((CONTRACT / "trusted_documents.json").read_text(encoding="utf-8"))
ID_OF = {each["text"]: key for key, each in TRUSTED.items()}
_RELEASED = (CONTRACT / "released" / "trusted_documents.json").read_text(encoding="utf-8")
RELEASED = frozenset(json.loads(_RELEASED))
IDS = {
    (app, TRUSTED[key]["name"]): key
    for key in sorted(TRUSTED, key=lambda key: key not in RELEASED)
    for app in TRUSTED[key]["apps"]
}
"""Of a released text and a later one of the same name, the later."""


def document(app: str, name: str) -> str:
    """The text of one operation of an app: social_worker, client, producer, controller or auditor."""
    return TRUSTED[IDS[app, name]]["text"]
