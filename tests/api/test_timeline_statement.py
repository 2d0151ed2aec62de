"""The statement behind a client's case in time: what it reads, and what it need not look up."""

from hb.kit.ids import new_id
from hb.read import Engine
from hb.timeline.model import MILESTONES


def test_what_an_entry_says_itself_is_not_looked_up_again(engine: Engine) -> None:
    """Only what lies behind it is: each kind is named once, where its latest rows are taken."""
    document = """
    query Case($id: ID!) {
      client(id: $id) {
        timeline(first: 3) {
          nodes { __typename id at ... on MatterOpened { matter { state } } ... on DeliveryReported { id } }
        }
      }
    }
    """
    plan = engine.compile(document, None, {"id": f"Client:{new_id()}"})
    (root,) = plan.roots
    assert root.statement is not None

    text = root.statement.text
    named = {name: text.count(f"FROM {name} ") for name, _, _ in MILESTONES.values()}
    assert named == dict.fromkeys(named, 1)
    assert "client_timeline" not in text
