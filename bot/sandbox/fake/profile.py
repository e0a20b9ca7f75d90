"""The bot's face: commands, descriptions, name and menu button, by scope and language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.fake.lengths import (
    BOT_DESCRIPTION,
    BOT_NAME,
    BOT_SHORT_DESCRIPTION,
    COMMAND_DESCRIPTION,
    COMMANDS,
)

_COMMAND = re.compile(r"/?[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"[a-z]{2}")
_TOO_LONG = {
    "name": (BOT_NAME, "BOT_TITLE_INVALID"),
    "description": (BOT_DESCRIPTION, "BOT_DESCRIPTION_TOO_LONG"),
    "short_description": (BOT_SHORT_DESCRIPTION, "BOT_SHORT_DESCRIPTION_TOO_LONG"),
}

Scope = tuple[str | int, ...]


def scope_key(scope: Json | None) -> Scope:
    """Name a scope: its type, and its chat and user where it has them."""
    if scope is None:
        return ("default",)
    ids = [scope[name] for name in ("chat_id", "user_id") if name in scope]
    return (scope["type"], *ids)


def check_language(code: str) -> str:
    """Return a two-letter code or nothing; RefusalError for anything else."""
    if code and not _LANGUAGE.fullmatch(code):
        raise RefusalError("invalid language code specified")
    return code


@dataclass(slots=True)
class Profile:
    """What was set, and what a person sees of it."""

    default_name: str = ""
    _commands: dict[tuple[Scope, str], list[Json]] = field(default_factory=dict)
    _texts: dict[tuple[str, str], str] = field(default_factory=dict)
    _menu: dict[int, Json] = field(default_factory=dict)

    def set_commands(self, scope: Scope, language: str, commands: Sequence[Json]) -> None:
        """Set the commands of a scope; RefusalError for a name or text that does not fit."""
        if len(commands) > COMMANDS:
            raise RefusalError("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not _COMMAND.fullmatch(command["command"]):
                raise RefusalError("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"].strip()) <= COMMAND_DESCRIPTION:
                raise RefusalError("BOT_COMMAND_DESCRIPTION_INVALID")
        kept = [
            {"command": each["command"].removeprefix("/"), "description": each["description"]}
            for each in commands
        ]
        if kept:
            self._commands[scope, language] = kept
        else:
            self._commands.pop((scope, language), None)

    def commands(self, scope: Scope, language: str) -> list[Json]:
        """Return exactly what was set for a scope and language."""
        return self._commands.get((scope, language), [])

    def shown_commands(self, chat_id: int, language: str) -> list[Json]:
        """Return what a person of that language sees in a chat, as Telegram's apps choose."""
        kind = "all_private_chats" if chat_id > 0 else "all_group_chats"
        for scope in (("chat", chat_id), (kind,), ("default",)):
            for code in (language, ""):
                if (scope, code) in self._commands:
                    return self._commands[scope, code]
        return []

    def set_text(self, name: str, language: str, text: str) -> None:
        """Set name, description or short_description; RefusalError where it is too long."""
        limit, code = _TOO_LONG[name]
        if len(text) > limit:
            raise RefusalError(code)
        if text:
            self._texts[name, language] = text
        else:
            self._texts.pop((name, language), None)

    def text(self, name: str, language: str) -> str:
        """Return what people of a language see as name, description or short_description."""
        shown = self._texts.get((name, language)) or self._texts.get((name, ""), "")
        return shown or (self.default_name if name == "name" else "")

    def set_menu_button(self, chat_id: int, button: Json) -> None:
        """Set the menu button of a chat, or with 0 of all chats that have none of their own."""
        self._menu[chat_id] = button

    def menu_button(self, chat_id: int) -> Json:
        """Return the menu button of a chat."""
        button = self._menu.get(chat_id, {"type": "default"})
        if button["type"] == "default":
            button = self._menu.get(0, {"type": "commands"})
        return {"type": "commands"} if button["type"] == "default" else button
