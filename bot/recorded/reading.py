"""Reads a run from a file by what is in it, packed or not."""

import zipfile
import zlib
from io import BytesIO

from bot.recorded.model import Recorded, UnusableError

MOST_BYTES = 20 * 1024 * 1024  # what a bot may download
_MOST_UNPACKED = 40 * 1024 * 1024
_MOST_IN_ARCHIVE = 20
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_FIT_AT, _FIT = 8, b".FIT"


def read(content: bytes) -> Recorded:
    """Return the run in a GPX, TCX or FIT file; UnusableError where there is none."""
    content = _unpacked(content)
    # Either decoder is loaded where it is needed alone.
    if content[_FIT_AT : _FIT_AT + len(_FIT)] == _FIT:
        from bot.recorded import fit  # noqa: PLC0415

        return fit.read(content)
    from bot.recorded import xml  # noqa: PLC0415

    return xml.read(content)


def _unpacked(content: bytes) -> bytes:
    try:
        if content.startswith(_GZIP):
            # Stops at the limit, however much more there would be.
            unpacked = zlib.decompressobj(wbits=31).decompress(content, _MOST_UNPACKED + 1)
        elif content.startswith(_ZIP):
            unpacked = _from_archive(content)
        else:
            unpacked = content
    except (zlib.error, zipfile.BadZipFile, RuntimeError, OSError, NotImplementedError, EOFError):
        raise UnusableError("broken") from None
    if len(unpacked) > _MOST_UNPACKED:
        raise UnusableError("large")
    return unpacked


def _from_archive(content: bytes) -> bytes:
    """Return the only file in an archive, as Garmin hands out what a watch recorded."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        inside = [file for file in archive.infolist() if not file.is_dir()]
        if len(inside) != 1:
            raise UnusableError("several" if 1 < len(inside) <= _MOST_IN_ARCHIVE else "broken")
        with archive.open(inside[0]) as file:
            return file.read(_MOST_UNPACKED + 1)
