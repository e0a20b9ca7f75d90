"""Telegram's HTML, read into plain text and entities with offsets in UTF-16 units."""

import re
from dataclasses import dataclass, field

from bot.sandbox.fake.calls import Json, RefusalError
from bot.sandbox.fake.lengths import utf16
from bot.sandbox.fake.links import checked_link, mentioned_user
from bot.sandbox.fake.placed import LATEST
from bot.sandbox.fake.references import dereference, dereferenced

_STOP = re.compile(r"[<&]")
_SPACES = re.compile(r"[ \t\r\n\v]*")
_TAG_NAME = re.compile(r"[^ \t\r\n\v>]*")
_ATTRIBUTE_NAME = re.compile(r"[^ \t\r\n\v=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.-]*")
_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_PLAIN = re.compile(r"<(/?)(b|strong|i|em|u|ins|s|strike|del|code|pre|blockquote|tg-spoiler)>")
_TAGS = {*_SIMPLE, "a", "code", "pre", "blockquote", "tg-emoji", "tg-time"}


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Read HTML; RefusalError in Telegram's words where Telegram cannot parse it.

    A mention of a user by link has {"user": {"id": ...}}: the caller knows the people.
    """
    if not _STOP.search(source):
        return source, []
    reader = _Reader(source)
    reader.read()
    for entity in reader.entities:
        entity.pop("class", None)
    return "".join(reader.written), reader.entities


def _unreadable(reason: str) -> RefusalError:
    return RefusalError(f"can't parse entities: {reason}")


@dataclass(slots=True)
class _Open:
    name: str
    attributes: dict[str, str]
    offset: int
    written: int


@dataclass(slots=True)
class _Reader:
    source: str
    written: list[str] = field(default_factory=list)
    units: int = 0
    opened: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def read(self) -> None:
        position = 0
        while stop := _STOP.search(self.source, position):
            begin = stop.start()
            self._write(self.source[position:begin])
            plain = _PLAIN.match(self.source, begin)
            if plain is not None and self._plain(plain[2], ends=bool(plain[1])):
                position = plain.end()
            elif stop[0] == "&":
                position = self._reference(begin)
            elif self.source.startswith("/", begin + 1):
                position = self._end_tag(begin)
            else:
                position = self._start_tag(begin)
        self._write(self.source[position:])
        if self.opened:
            name = self.opened[-1].name
            raise _unreadable(f'Can\'t find end tag corresponding to start tag "{name}"')

    def _plain(self, name: str, *, ends: bool) -> bool:
        """Take a tag without attributes, as nearly all are; False where it does not fit here."""
        if not ends:
            self.opened.append(_Open(name, {}, self.units, len(self.written)))
            return True
        if not self.opened or self.opened[-1].name != name:
            return False
        tag = self.opened.pop()
        if self.units > tag.offset:
            self._close(tag)
        return True

    def _write(self, text: str) -> None:
        if text:
            self.written.append(text)
            self.units += utf16(text)

    def _at(self, position: int) -> str:
        return f"at byte offset {len(self.source[:position].encode())}"

    def _reference(self, begin: int) -> int:
        character, position = dereference(self.source, begin)
        self._write(character)
        return position

    def _start_tag(self, begin: int) -> int:
        named = _TAG_NAME.match(self.source, begin + 1)
        position = named.end() if named else begin
        name = self.source[begin + 1 : position].lower()
        if position == len(self.source):
            raise _unreadable(f"Unclosed start tag {self._at(begin)}")
        if name not in _TAGS:
            raise _unreadable(f'Unsupported start tag "{name}" {self._at(begin)}')
        attributes, position = self._attributes(name, begin, position)
        if name == "span" and attributes.get("class") != "tg-spoiler":
            raise _unreadable(f'Tag "span" must have class "tg-spoiler" {self._at(begin)}')
        self.opened.append(_Open(name, attributes, self.units, len(self.written)))
        return position

    def _attributes(self, tag: str, begin: int, position: int) -> tuple[dict[str, str], int]:
        attributes: dict[str, str] = {}
        while True:
            position = self._skip_spaces(position)
            if self.source.startswith(">", position):
                return attributes, position + 1
            found = _ATTRIBUTE_NAME.match(self.source, position)
            name = found[0] if found else ""
            if not name:
                where = f'in the tag "{tag}" {self._at(begin)}'
                raise _unreadable(f"Empty attribute name {where}")
            position = self._skip_spaces(position + len(name))
            value = ""
            if self.source.startswith("=", position):
                value, position = self._value(begin, self._skip_spaces(position + 1))
            if position >= len(self.source):
                raise _unreadable(f'Unclosed start tag "{tag}" {self._at(begin)}')
            attributes[name] = value

    def _skip_spaces(self, position: int) -> int:
        spaces = _SPACES.match(self.source, position)
        return spaces.end() if spaces else position

    def _value(self, begin: int, position: int) -> tuple[str, int]:
        quote = self.source[position : position + 1]
        if quote in {'"', "'"} and quote:
            end = self.source.find(quote, position + 1)
            if end < 0:
                raise _unreadable(f"Unclosed start tag {self._at(begin)}")
            return dereferenced(self.source[position + 1 : end]), end + 1
        token = _TOKEN.match(self.source, position)
        end = token.end() if token else position
        if end < len(self.source) and self.source[end] not in " \t\r\n\v>":
            raise _unreadable(f"Unexpected end of name token {self._at(position)}")
        return self.source[position:end].lower(), end

    def _end_tag(self, begin: int) -> int:
        if not self.opened:
            raise _unreadable(f"Unexpected end tag {self._at(begin)}")
        named = _TAG_NAME.match(self.source, begin + 2)
        position = named.end() if named else begin
        name = self.source[begin + 2 : position].lower()
        position = self._skip_spaces(position)
        if not self.source.startswith(">", position):
            raise _unreadable(f"Unclosed end tag {self._at(begin)}")
        tag = self.opened.pop()
        if name and name != tag.name:
            expected = f'expected "</{tag.name}>", found "</{name}>"'
            raise _unreadable(f"Unmatched end tag {self._at(begin)}, {expected}")
        if self.units > tag.offset:
            self._close(tag)
        return position + 1

    def _close(self, tag: _Open) -> None:
        entity: Json = {"offset": tag.offset, "length": self.units - tag.offset}
        if tag.name in {"pre", "code"}:
            self._close_code(tag, entity)
            return
        meaning = _meaning(tag, "".join(self.written[tag.written :]))
        if meaning:
            self.entities.append({**meaning, **entity})

    def _close_code(self, tag: _Open, entity: Json) -> None:
        last = self.entities[-1] if self.entities else {}
        same = last.get("offset") == entity["offset"] and last.get("length") == entity["length"]
        language = tag.attributes.get("class", "")
        language = language[9:] if language.startswith("language-") else ""
        # A language counts only where <pre> and <code> enclose exactly the same text.
        if tag.name == "pre" and same and last.get("type") == "code":
            inner = last.pop("class", "")
            last["type"] = "pre"
            if inner:
                last["language"] = inner
        else:
            self.entities.append({"type": tag.name, **entity})
            if language:
                self.entities[-1]["class"] = language


def _meaning(tag: _Open, inside: str) -> Json | None:
    if tag.name in _SIMPLE:
        return {"type": _SIMPLE[tag.name]}
    if tag.name == "blockquote":
        return {"type": "expandable_blockquote" if "expandable" in tag.attributes else "blockquote"}
    if tag.name == "a":
        return _link(tag.attributes.get("href") or inside)
    if tag.name == "tg-emoji":
        emoji = tag.attributes.get("emoji-id", "")
        if not emoji.isdecimal() or not int(emoji):
            raise _unreadable("Invalid custom emoji identifier specified")
        return {"type": "custom_emoji", "custom_emoji_id": emoji}
    return _time(tag)


def _link(url: str) -> Json | None:
    user_id = mentioned_user(url)
    if user_id is not None:
        return {"type": "text_mention", "user": {"id": user_id}}
    checked = checked_link(url)
    return {"type": "text_link", "url": checked} if checked else None


def _time(tag: _Open) -> Json:
    unix, form = tag.attributes.get("unix", ""), tag.attributes.get("format", "")
    if not unix.isdecimal() or not 0 < int(unix) <= LATEST:
        raise _unreadable("Invalid Unix time specified")
    if not _TIME_FORMAT.fullmatch(form):
        raise _unreadable("Invalid date-time format specified")
    meaning: Json = {"type": "date_time", "unix_time": int(unix)}
    return {**meaning, "date_time_format": form} if form else meaning
