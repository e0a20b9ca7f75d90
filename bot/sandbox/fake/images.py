"""The size of a picture, read from the first bytes of the common formats."""

import struct

_PNG = b"\x89PNG\r\n\x1a\n"
_JPEG = b"\xff\xd8"
# One grey dot.
SMALLEST_PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c636800000082008177cd72b60000000049454e44ae426082"
)
# Markers of JPEG frames, which hold the size: all of C0-CF but three that mean something else.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return width and height in pixels; None where it is no PNG, JPEG, GIF or WebP."""
    try:
        if content.startswith(_PNG):
            return _pair(">II", content, 16)
        if content[:6] in {b"GIF87a", b"GIF89a"}:
            return _pair("<HH", content, 6)
        if content.startswith(_JPEG):
            return _jpeg(content)
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _webp(content)
    except (struct.error, IndexError):
        return None
    return None


def media_type(content: bytes, otherwise: str) -> str:
    """Return the media type of a picture by its first bytes."""
    if content.startswith(_PNG):
        return "image/png"
    if content.startswith(_JPEG):
        return "image/jpeg"
    if content.startswith(b"GIF8"):
        return "image/gif"
    return "image/webp" if content[8:12] == b"WEBP" else otherwise


def _pair(form: str, content: bytes, offset: int) -> tuple[int, int]:
    width, height = struct.unpack_from(form, content, offset)
    return int(width), int(height)


def _jpeg(content: bytes) -> tuple[int, int] | None:
    position = 2
    while content[position] == 0xFF:  # noqa: PLR2004  # each segment starts with this byte
        if content[position + 1] in _FRAMES:
            height, width = _pair(">HH", content, position + 5)
            return width, height
        position += 2 + int.from_bytes(content[position + 2 : position + 4], "big")
    return None


def _webp(content: bytes) -> tuple[int, int] | None:
    form = content[12:16]
    if form == b"VP8X":
        width = int.from_bytes(content[24:27], "little")
        return width + 1, int.from_bytes(content[27:30], "little") + 1
    if form == b"VP8 ":
        width, height = _pair("<HH", content, 26)
        return width & 0x3FFF, height & 0x3FFF
    if form == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
