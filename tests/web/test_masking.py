"""No value of the input comes back in an error message."""

import pytest

from hb.read import DocumentInvalid, Engine
from hb.web.masking import without_values

SECRET = "010190-123X"
REGISTER = (
    "mutation M($input: ClientRegisterInput!) { clientRegister(input: $input) { userErrors { code } } }"
)
VARIABLES: tuple[object, ...] = (
    {},
    {"input": SECRET},
    {"input": {"hetu": SECRET, SECRET: 1}},
    {"input": {"idempotencyKey": SECRET}},
    {"input": {"hetu": {"deep": SECRET}}},
    {"input": {"language": SECRET}},
)
DOCUMENTS = (
    f'{{ clients(first: "{SECRET}") {{ totalCount }} }}',
    f'{{ clients(first: 1 "{SECRET}") {{ totalCount }} }}',
    f'mutation {{ clientRegister(input: {{ hetu: "{SECRET}", x: "a" }}) {{ userErrors {{ code }} }} }}',
    f'{{ clients("{SECRET}") }}',
    f'"{SECRET}"',
)


@pytest.mark.parametrize("variables", VARIABLES, ids=str)
def test_variables_do_not_come_back(engine: Engine, variables: dict[str, object]) -> None:
    with pytest.raises(DocumentInvalid) as invalid:
        engine.compile(REGISTER, None, variables)
    told = [without_values(error.message) for error in invalid.value.errors]
    assert told
    assert [message for message in told if SECRET in message and "unknown field" not in message] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_literals_do_not_come_back(engine: Engine, document: str) -> None:
    with pytest.raises(DocumentInvalid) as invalid:
        engine.compile(document)
    told = [without_values(error.message) for error in invalid.value.errors]
    assert told
    assert [message for message in told if SECRET in message] == []


def test_what_is_wrong_is_still_told() -> None:
    message = "Variable '$input' has invalid value at .hetu: String cannot represent a non string value: 5"
    assert without_values(message) == (
        "Variable '$input' has invalid value at .hetu: String cannot represent a non string value."
    )
