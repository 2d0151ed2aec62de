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
RELEASED = json.loads((CONTRACT / "released/trusted_documents.json").read_text(encoding="utf-8"))
IDS = {
    (app, each["name"]): key
    for key, each in sorted(TRUSTED.items(), key=lambda entry: entry[0] not in RELEASED)
    for app in each["apps"]
}
"""The id of each operation as it is now, not as the last release has it, whose documents are kept too."""


def document(app: str, name: str) -> str:
    """The text of one operation of an app: social_worker, client, producer, controller or auditor."""
    return TRUSTED[IDS[app, name]]["text"]
