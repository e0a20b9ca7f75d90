"""Screens to the Bot API's arguments, within its limits."""

import html
import re
from typing import Any

from bot.chat.actions import encode
from bot.chat.markup import Markup, plain
from bot.chat.screen import Button, Row, Screen

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
TOAST_LIMIT = 200

_TAG = re.compile(r"<[^<>]+>")
_NO_PREVIEW = {"is_disabled": True}


def units(text: str) -> int:
    """Return the length in UTF-16 units, in which Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def visible(text: Markup) -> str:
    """Return what a reader sees of markup."""
    return html.unescape(_TAG.sub("", text))


def fit(text: Markup, limit: int) -> Markup:
    """Return markup that Telegram takes; what is too long loses its formatting and its end."""
    if 2 * len(text) <= limit:  # nothing is seen as more than it is written as
        return text
    seen = visible(text)
    if units(seen) <= limit:
        return text
    # "ignore" drops the half of a pair on which the cut may fall.
    kept = seen.encode("utf-16-le", "ignore")[: 2 * (limit - 1)].decode("utf-16-le", "ignore")
    return plain(kept.rstrip() + "…")


def text_arguments(screen: Screen) -> dict[str, Any]:
    """Return the arguments that sendMessage and editMessageText share."""
    return {
        "text": fit(screen.text, TEXT_LIMIT),
        "parse_mode": "HTML",
        "reply_markup": keyboard(screen.rows),
        "link_preview_options": _NO_PREVIEW,
    }


def caption_arguments(screen: Screen) -> dict[str, Any]:
    """Return the arguments that sendPhoto and sendDocument share."""
    return {
        "caption": fit(screen.text, CAPTION_LIMIT),
        "parse_mode": "HTML",
        "reply_markup": keyboard(screen.rows),
    }


def keyboard(rows: tuple[Row, ...]) -> dict[str, Any] | None:
    """Return the Bot API's InlineKeyboardMarkup, or None where there are no buttons."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button) for button in row] for row in rows]}


def _button(button: Button) -> dict[str, str]:
    if isinstance(button.does, str):
        return {"text": button.label, "url": button.does}
    return {"text": button.label, "callback_data": encode(button.does)}
