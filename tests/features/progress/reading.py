"""Reads the text of a PDF as fpdf2 writes it, page by page."""

import re
import zlib

_OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)endobj", re.DOTALL)
_LENGTH = re.compile(rb"/Length (\d+)\b")
_FONT = re.compile(rb"/F(\d+) (\d+) 0 R")
_SHOWN = re.compile(rb"/F(\d+) [\d.]+ Tf|\(((?:[^\\)]|\\.)*)\) Tj", re.DOTALL)
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_LETTER = re.compile(rb"<([0-9A-F]+)> <([0-9A-F]+)>")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def pages(content: bytes) -> list[str]:
    """Return the text of each page, a line for each piece of text."""
    assert content.startswith(b"%PDF-")
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    letters = {
        font: _letters(objects, int(number))
        for body in objects.values()
        for font, number in _FONT.findall(body)
        if b"/Contents" not in body
    }
    shown = [body for body in objects.values() if re.search(rb"/Type /Page\b", body)]
    return [_text(_stream(objects[_named(body, b"Contents")]), letters) for body in shown]


def _letters(objects: dict[int, bytes], font: int) -> dict[int, str]:
    table = _stream(objects[_named(objects[font], b"ToUnicode")])
    return {
        int(code, 16): bytes.fromhex(letter.decode()).decode("utf-16-be")
        for code, letter in _LETTER.findall(table.partition(b"beginbfchar")[2])
    }


def _text(stream: bytes, letters: dict[bytes, dict[int, str]]) -> str:
    found, font = [], b""
    for change, escaped in _SHOWN.findall(stream):
        if change:
            font = change
            continue
        codes = _ESCAPED.sub(lambda match: _ESCAPES.get(match[1], match[1]), escaped)
        pairs = zip(codes[::2], codes[1::2], strict=True)
        found.append("".join(letters[font][high << 8 | low] for high, low in pairs))
    return "\n".join(found)


def _named(body: bytes, name: bytes) -> int:
    found = re.search(rb"/" + name + rb" (\d+) 0 R", body)
    assert found, name
    return int(found[1])


def _stream(body: bytes) -> bytes:
    length = _LENGTH.search(body)
    assert length
    start = body.index(b"stream\n") + len(b"stream\n")
    found = body[start : start + int(length[1])]
    return zlib.decompress(found) if b"/FlateDecode" in body else found
