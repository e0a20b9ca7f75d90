"""Keyboards: which ones Telegram takes, and what becomes of them."""

import json

from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.fake.lengths import (
    BUTTONS,
    BUTTONS_IN_ROW,
    CALLBACK_DATA_BYTES,
    MARKUP_BYTES,
    PLACEHOLDER,
    REPLY_BUTTONS,
    REPLY_BUTTONS_IN_ROW,
)
from bot.sandbox.fake.links import checked_link, mentioned_user
from bot.sandbox.fake.people import Chat
from bot.sandbox.fake.world import World

_LOOKS = {"text", "icon_custom_emoji_id", "style"}
_STYLES = {"danger", "success", "primary"}
_LONGEST_COPY = 256
_MEASURE_FROM = 40  # fewer buttons of ordinary length never reach the limit in bytes
_PRIVATE_ONLY = {
    "request_contact": "phone number can be requested in private chats only",
    "request_location": "location can be requested in private chats only",
    "request_poll": "poll can be requested in private chats only",
    "web_app": "Web App buttons can be used in private chats only",
}


def inline_keyboard(world: World, markup: Json, chat: Chat | None = None) -> Json | None:
    """Check an inline keyboard and return it as it will be shown; None where it has no buttons.

    RefusalError where Telegram refuses it; what Telegram drops in silence is a violation.
    """
    rows, buttons = [], 0
    for row in markup["inline_keyboard"]:
        shown = [button for button in row if _shown(world, button, chat)]
        if len(shown) > BUTTONS_IN_ROW:
            world.violate(f"a row of {len(shown)} buttons: Telegram shows {BUTTONS_IN_ROW}")
        if shown:
            rows.append(shown)
            buttons += len(shown)
    if buttons > BUTTONS or (buttons > _MEASURE_FROM and _too_large(rows)):
        raise RefusalError("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _too_large(rows: list[list[Json]]) -> bool:
    return len(json.dumps(rows, ensure_ascii=False).encode()) > MARKUP_BYTES


def _shown(world: World, button: Json, chat: Chat | None) -> bool:
    actions = [name for name in button if name not in _LOOKS]
    if len(actions) == 1 and actions[0] == "callback_data":
        _check_data(button["callback_data"])
    else:
        _check_action(world, button, actions, chat)
    if button.get("style", "primary") not in _STYLES:
        world.violate(f"a button of style {button['style']!r}")
    if not button["text"].strip():
        world.violate("a button without text: Telegram leaves it out")
        return False
    return True


def _check_data(data: str) -> None:
    if not data:
        raise RefusalError(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(data) * 3 > CALLBACK_DATA_BYTES and len(data.encode()) > CALLBACK_DATA_BYTES:
        raise RefusalError("BUTTON_DATA_INVALID")


def _check_action(world: World, button: Json, actions: list[str], chat: Chat | None) -> None:
    if not actions:
        _check_data("")
    if len(actions) > 1:
        world.violate(f"a button with {' and '.join(actions)}: exactly one is allowed")
    if "url" in button:
        button["url"] = _checked_url(button["url"])
    elif "callback_data" in button:
        _check_data(button["callback_data"])
    elif "web_app" in button:
        _check_web_app(button["web_app"]["url"], chat)
    elif "copy_text" in button and not 1 <= len(button["copy_text"]["text"]) <= _LONGEST_COPY:
        raise RefusalError("BUTTON_COPY_TEXT_INVALID")
    elif "pay" in button:
        raise RefusalError("BUTTON_TYPE_INVALID")


def _check_web_app(url: str, chat: Chat | None) -> None:
    if chat is not None and not chat.is_private:
        raise RefusalError("BUTTON_TYPE_INVALID")
    if not url.startswith("https://") or checked_link(url) is None:
        raise RefusalError(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )


def _checked_url(url: str) -> str:
    checked = url if mentioned_user(url) is not None else checked_link(url)
    if checked is None:
        raise RefusalError(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return checked


def reply_keyboard(world: World, markup: Json, chat: Chat) -> Json | None:
    """Check a reply keyboard or a forced reply; return what is in force from now on."""
    if len(markup.get("input_field_placeholder", "")) > PLACEHOLDER:
        raise RefusalError("REPLY_MARKUP_PLACEHOLDER_TOO_LONG")
    if "remove_keyboard" in markup:
        return None
    if "force_reply" in markup:
        return markup
    rows: list[list[Json]] = []
    for row in markup["keyboard"]:
        if not chat.is_private:
            _check_private_only(row)
        shown = [button for button in row if button["text"]]
        if len(shown) > REPLY_BUTTONS_IN_ROW or len(shown) < len(row):
            world.violate("a row with empty or more than 12 buttons: Telegram leaves some out")
        if shown:
            rows.append(shown[:REPLY_BUTTONS_IN_ROW])
    buttons = sum(map(len, rows))
    if buttons > REPLY_BUTTONS:
        world.violate(f"{buttons} buttons: Telegram shows {REPLY_BUTTONS}")
    return {**markup, "keyboard": rows} if rows else None


def _check_private_only(row: list[Json]) -> None:
    for button in row:
        for name, words in _PRIVATE_ONLY.items():
            if name in button:
                raise RefusalError(words)
