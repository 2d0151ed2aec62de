"""The frontend's own documents, as frontend_contract/operations holds them."""

from pathlib import Path

OPERATIONS = Path(__file__).parents[2] / "frontend_contract" / "operations"


def document(app: str, name: str) -> str:
    """The text of one operation of an app: social_worker, client, producer, controller or auditor."""
    return (OPERATIONS / app / f"{name}.graphql").read_text(encoding="utf-8")
