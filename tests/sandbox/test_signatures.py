"""The tables of parameters are the Bot API's own."""

import pytest

from bot.sandbox.fake import shapes, signatures
from bot.sandbox.fake.answering import POLLING
from bot.sandbox.fake.methods import METHODS
from bot.sandbox.fake.parameters import fields
from bot.sandbox.fake.updates import KINDS
from tests.sandbox import conformance, trim_specification
from tests.sandbox.conftest import ANA, Desk

_WORDS = {"Integer": "int", "String": "str", "Boolean": "bool", "Float": "float"}
_WORDS |= {"InputFile": "file"}


def _word(kind: str) -> str:
    if kind.startswith("Array of "):
        return f"[{_word(kind.removeprefix('Array of '))}]"
    return _WORDS.get(kind, kind)


def _documented(described: conformance.Json) -> dict[str, tuple[bool, set[str]]]:
    return {
        name: (field["required"], {_word(kind) for kind in field["types"]})
        for name, field in described["fields"].items()
    }


def _written(line: str) -> dict[str, tuple[bool, set[str]]]:
    return {name: (required, set(kind.split("|"))) for name, required, kind in fields(line)}


def test_the_committed_specification_has_just_what_the_fake_has() -> None:
    assert set(conformance.METHODS) == {*METHODS, POLLING}
    assert set(signatures.SIGNATURES) == {*METHODS, POLLING}
    named = {
        kind.replace("Array of ", "")
        for part in ("methods", "types")
        for described in conformance.SPECIFICATION[part].values()
        for kind in trim_specification.kinds(described)
    }
    assert named | {"ResponseParameters"} == {*conformance.TYPES, *conformance.SCALARS, "InputFile"}


@pytest.mark.parametrize("method", signatures.SIGNATURES)
def test_every_method_takes_the_documented_parameters(method: str) -> None:
    written = _written(signatures.SIGNATURES[method])
    assert written == _documented(conformance.METHODS[method])


@pytest.mark.parametrize("shape", shapes.SHAPES)
def test_every_object_has_the_documented_fields(shape: str) -> None:
    assert _written(shapes.SHAPES[shape]) == _documented(conformance.TYPES[shape])


def test_every_object_in_a_parameter_is_either_described_or_said_not_to_be_there() -> None:
    lines = [*signatures.SIGNATURES.values(), *shapes.SHAPES.values()]
    used = {
        kind.strip("[]")
        for line in lines
        for _, _, kinds in fields(line)
        for kind in kinds.split("|")
    }
    plain = {"int", "str", "bool", "float", "file"}
    known = {*shapes.SHAPES, *shapes.UNIONS, *shapes.BY_FIELD, *shapes.NOT_HERE}
    assert used - plain <= known
    assert not set(shapes.SHAPES) & shapes.NOT_HERE


@pytest.mark.parametrize("union", ["InputMedia", "BotCommandScope", "MenuButton", "ReactionType"])
def test_every_union_has_the_documented_members(union: str) -> None:
    assert set(shapes.UNIONS[union][1].values()) == set(conformance.TYPES[union]["subtypes"])


def test_the_kinds_of_updates_are_documented() -> None:
    assert KINDS | {"update_id"} == set(conformance.TYPES["Update"]["fields"])


async def test_an_unknown_parameter_is_a_violation_and_otherwise_ignored(desk: Desk) -> None:
    body = await desk.ask("sendMessage", chat_id=ANA, text="Hello", colour="red")
    assert body["ok"]
    assert desk.telegram.violations == ["sendMessage: unknown parameter colour"]


async def test_an_unknown_field_of_an_object_is_a_violation(desk: Desk) -> None:
    button = {"text": "Go", "callback_data": "go", "colour": "red"}
    markup = {"inline_keyboard": [[button]]}
    body = await desk.ask("sendMessage", chat_id=ANA, text="Hello", reply_markup=markup)
    assert desk.telegram.violations == ["sendMessage: unknown field InlineKeyboardButton.colour"]
    shown = body["result"]["reply_markup"]["inline_keyboard"][0][0]
    assert shown == {"text": "Go", "callback_data": "go"}


@pytest.mark.parametrize(
    ("wrong", "complaint"),
    [
        ({"text": 5}, "text: str expected"),
        ({"disable_notification": "perhaps"}, "disable_notification: bool expected"),
        ({"disable_notification": 1}, "disable_notification: bool expected"),
        ({"entities": "[1]"}, "entities.[]: MessageEntity expected"),
        ({"entities": "no json"}, "entities: [MessageEntity] expected"),
        ({"reply_markup": []}, "reply_markup: ReplyMarkup expected"),
        (
            {"reply_markup": {}},
            "reply_markup: ReplyMarkup of a kind that the sandbox knows expected",
        ),
        ({"entities": {}}, "entities: array expected"),
        (
            {"entities": [{"type": "bold", "offset": 0.5, "length": 1}]},
            "entities.[].offset: int expected",
        ),
        (
            {"reply_markup": {"inline_keyboard": [[{"text": "A", "login_url": {}}]]}},
            "reply_markup.inline_keyboard.[].[].login_url: the sandbox does not implement LoginUrl",
        ),
        ({"chat_id": 1.5}, "chat_id: int or str expected"),
        ({"reply_parameters": {"message_id": True}}, "reply_parameters.message_id: int expected"),
        (
            {"business_connection_id": "x"},
            "business_connection_id: the sandbox does not implement it",
        ),
    ],
)
async def test_a_wrong_type_is_a_violation_and_is_refused(
    desk: Desk, wrong: conformance.Json, complaint: str
) -> None:
    body = await desk.ask("sendMessage", **{"chat_id": ANA, "text": "Hello", **wrong})
    assert body["description"] == f"Bad Request: {complaint}"
    assert desk.telegram.violations == [f"sendMessage: {complaint}"]


async def test_a_number_is_no_truth_value(desk: Desk) -> None:
    body = await desk.ask("sendLocation", chat_id=ANA, latitude=True, longitude=0)
    assert body["description"] == "Bad Request: latitude: float expected"


@pytest.mark.parametrize(
    ("method", "name"),
    [
        (method, name)
        for method, described in conformance.METHODS.items()
        for name, field in described["fields"].items()
        if field["required"]
    ],
)
async def test_a_missing_required_parameter_is_refused(desk: Desk, method: str, name: str) -> None:
    given = {
        other: _example(field["types"][0])
        for other, field in conformance.METHODS[method]["fields"].items()
        if field["required"] and other != name
    }
    body = await desk.ask(method, **given)
    words = signatures.MISSING.get(name, f'parameter "{name}" is required')
    assert body["description"] == f"Bad Request: {words}"


def _example(kind: str) -> object:
    examples = {"Integer": 7, "String": "x", "Float": 1.5, "InputFile": "attach://x"}
    return (
        [] if kind.startswith("Array of ") else examples.get(kind, {"type": "photo", "media": "x"})
    )


async def test_values_may_come_as_the_text_of_a_form(desk: Desk) -> None:
    sent = await desk.call(
        "sendMessage",
        chat_id=str(ANA),
        text="Hello",
        protect_content="true",
        reply_markup='{"inline_keyboard": [[{"text": "Go", "callback_data": "go"}]]}',
        reply_parameters='{"message_id": 1}',
    )
    assert sent["has_protected_content"] is True
    assert sent["reply_to_message"]["text"] == "/start"
    assert sent["reply_markup"]["inline_keyboard"][0][0]["callback_data"] == "go"
