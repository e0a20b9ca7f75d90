"""Commands, descriptions, name and menu button, by scope and language."""

import pytest

from bot.sandbox.fake.calls import Json
from tests.sandbox.conftest import ANA, BEN, CLUB, Desk


def _commands(*names: str) -> list[Json]:
    return [{"command": name, "description": f"Does {name}"} for name in names]


def _shown(desk: Desk, chat_id: int) -> list[str]:
    return [command["command"] for command in desk.telegram.commands(chat_id)]


async def test_the_narrowest_scope_in_the_persons_language_is_shown(desk: Desk) -> None:
    desk.telegram.add_group(CLUB, "Runners", [ANA])
    assert _shown(desk, ANA) == []
    await desk.call("setMyCommands", commands=_commands("start"))
    assert _shown(desk, ANA) == _shown(desk, CLUB) == ["start"]

    private = {"type": "all_private_chats"}
    await desk.call("setMyCommands", commands=_commands("check"), scope=private)
    await desk.call(
        "setMyCommands", commands=_commands("pruefen"), scope=private, language_code="de"
    )
    await desk.call("setMyCommands", commands=_commands("club"), scope={"type": "all_group_chats"})
    assert (_shown(desk, ANA), _shown(desk, BEN)) == (["check"], ["pruefen"])
    assert _shown(desk, CLUB) == ["club"]

    own = {"type": "chat", "chat_id": ANA}
    await desk.call("setMyCommands", commands=_commands("check", "stats"), scope=own)
    assert _shown(desk, ANA) == ["check", "stats"]
    assert await desk.call("getMyCommands", scope=own) == _commands("check", "stats")
    assert await desk.call("getMyCommands", scope=own, language_code="de") == []

    await desk.call("deleteMyCommands", scope=own)
    assert _shown(desk, ANA) == ["check"]


@pytest.mark.parametrize(
    ("params", "reason"),
    [
        ({"commands": _commands("Start")}, "BOT_COMMAND_INVALID"),
        ({"commands": _commands("x" * 33)}, "BOT_COMMAND_INVALID"),
        ({"commands": _commands("")}, "BOT_COMMAND_INVALID"),
        (
            {"commands": [{"command": "a", "description": "x" * 257}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        (
            {"commands": [{"command": "a", "description": " "}]},
            "BOT_COMMAND_DESCRIPTION_INVALID",
        ),
        ({"commands": _commands("a") * 101}, "BOT_COMMANDS_TOO_MUCH"),
        (
            {"commands": [{"command": "a"}]},
            "can't parse BotCommand: Can't find field \"description\"",
        ),
        ({"commands": [], "language_code": "deu"}, "invalid language code specified"),
        ({"commands": [], "scope": {"type": "chat", "chat_id": 99}}, "chat not found"),
    ],
)
async def test_commands_that_are_refused(desk: Desk, params: Json, reason: str) -> None:
    assert await desk.refused("setMyCommands", **params) == f"Bad Request: {reason}"


@pytest.mark.parametrize(
    ("method", "name", "limit", "reason"),
    [
        ("Name", "name", 64, "BOT_TITLE_INVALID"),
        ("Description", "description", 512, "BOT_DESCRIPTION_TOO_LONG"),
        ("ShortDescription", "short_description", 120, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
    ],
)
async def test_texts_about_the_bot(
    desk: Desk, method: str, name: str, limit: int, reason: str
) -> None:
    before = (await desk.call(f"getMy{method}"))[name]
    await desk.call(f"setMy{method}", **{name: "x" * limit})
    await desk.call(f"setMy{method}", **{name: "Deutsch"}, language_code="de")
    assert (await desk.call(f"getMy{method}"))[name] == "x" * limit
    assert (await desk.call(f"getMy{method}", language_code="de"))[name] == "Deutsch"
    assert (await desk.call(f"getMy{method}", language_code="fr"))[name] == "x" * limit
    refusal = await desk.refused(f"setMy{method}", **{name: "x" * (limit + 1)})
    assert refusal == f"Bad Request: {reason}"
    await desk.call(f"setMy{method}", **{name: ""})
    assert (await desk.call(f"getMy{method}"))[name] == before


async def test_get_me_tells_the_name_and_what_the_bot_can_do(desk: Desk) -> None:
    await desk.call("setMyName", name="Hip coach")
    me = await desk.call("getMe")
    assert (me["first_name"], me["username"]) == ("Hip coach", "flexor_sandbox_bot")
    assert (me["is_bot"], me["can_read_all_group_messages"]) == (True, False)
    assert desk.telegram.description() == ""


async def test_the_menu_button_of_one_chat_goes_before_that_of_all(desk: Desk) -> None:
    assert await desk.call("getChatMenuButton") == {"type": "commands"}
    app = {"type": "web_app", "text": "Open", "web_app": {"url": "https://example.org"}}
    await desk.call("setChatMenuButton", menu_button=app)
    await desk.call("setChatMenuButton", chat_id=ANA, menu_button={"type": "commands"})
    assert desk.telegram.menu_button(ANA) == {"type": "commands"}
    assert await desk.call("getChatMenuButton", chat_id=BEN) == app
    await desk.call("setChatMenuButton", chat_id=ANA)
    assert desk.telegram.menu_button(ANA) == app
    await desk.call("setChatMenuButton")
    assert desk.telegram.menu_button(ANA) == {"type": "commands"}
    assert await desk.refused("setChatMenuButton", chat_id=99) == "Bad Request: chat not found"
