"""Screens to the Bot API's arguments, within its limits."""

import html
import re
from typing import Any

from bot.chat.actions import encode, payload
from bot.chat.markup import Markup, plain
from bot.chat.screen import Button, Card, Link, Poll, Row, Screen, Toast

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


def text_arguments(screen: Screen, username: str = "") -> dict[str, Any]:
    """Return the arguments that sendMessage and editMessageText share."""
    return {
        "text": fit(screen.text, TEXT_LIMIT),
        "parse_mode": "HTML",
        "reply_markup": keyboard(screen.rows, username),
        "link_preview_options": _NO_PREVIEW,
    }


def caption_arguments(screen: Screen, username: str = "") -> dict[str, Any]:
    """Return the arguments that sendPhoto, sendAnimation and sendDocument share."""
    return {
        "caption": fit(screen.text, CAPTION_LIMIT),
        "parse_mode": "HTML",
        "reply_markup": keyboard(screen.rows, username),
    }


def poll_arguments(screen: Screen, poll: Poll, username: str = "") -> dict[str, Any]:
    """Return the arguments of sendPoll: a quiz whose voters are known to the bot."""
    return {
        "description": fit(screen.text, CAPTION_LIMIT) or None,
        "description_parse_mode": "HTML",
        "question": poll.question,
        "options": [{"text": option} for option in poll.options],
        "type": "quiz",
        "is_anonymous": False,
        "allows_multiple_answers": len(poll.right) > 1,
        "correct_option_ids": sorted(poll.right),
        "explanation": poll.explanation,
        "reply_markup": keyboard(screen.rows, username),
    }


def toast_arguments(toast: Toast) -> dict[str, Any]:
    """Return the words with which a callback query is answered, cut to what fits."""
    fits = units(toast.text) <= TOAST_LIMIT
    text = toast.text if fits else toast.text[: TOAST_LIMIT // 2] + "…"
    return {"text": text, "show_alert": toast.alert}


def result(card: Card, username: str, file_id: str | None) -> dict[str, Any]:
    """Return an inline query's result: with its picture where Telegram has a copy."""
    shown = {"id": card.card_id, "title": card.title, "description": card.description}
    if file_id:
        photo = {"type": "photo", "photo_file_id": file_id}
        return shown | photo | caption_arguments(card.screen, username)
    arguments = text_arguments(card.screen, username)
    markup = arguments.pop("reply_markup")
    content = {"message_text": arguments.pop("text"), **arguments}
    return shown | {"type": "article", "input_message_content": content, "reply_markup": markup}


def keyboard(rows: tuple[Row, ...], username: str = "") -> dict[str, Any] | None:
    """Return the Bot API's InlineKeyboardMarkup, or None where there are no buttons."""
    if not rows:
        return None
    return {"inline_keyboard": [[_button(button, username) for button in row] for row in rows]}


def _button(button: Button, username: str) -> dict[str, str]:
    match button.does:
        case str(url):
            return {"text": button.label, "url": url}
        case Link(to):
            url = f"https://t.me/{username}?start={payload(to)}"
            return {"text": button.label, "url": url}
        case wanted:
            return {"text": button.label, "callback_data": encode(wanted)}
