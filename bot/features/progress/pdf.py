"""Two A4 pages at most: what somebody typed, laid out for a clinician who has a minute.

Imported only where it is made: its library takes long to load.
"""

import io
import re
from dataclasses import dataclass, replace

from fpdf import FPDF
from fpdf.fonts import TTFFont
from PIL import Image

from bot.features.progress.handover import HandOver, Section
from bot.pictures import palette
from bot.pictures.paper import FONTS

_PAGES = 2
_MARGIN, _GUTTER, _PICTURE = 15.0, 9.0, 94.0  # millimetres
_WIDE, _END = 210 - 2 * _MARGIN, 283.0
_ABOVE, _BELOW = 4.5, 1.2  # a heading
_TOGETHER = 3  # rows that a heading is not parted from
_LEADING = 0.46  # millimetres a line, for each point of type
_UNKNOWN = "\N{REPLACEMENT CHARACTER}"  # for letters that the font does not have
_HOW_MANY = "{how many pages}"  # not the library's own {nb}, which a note may hold
_CUT, _CUT_LINE = "… and more, which does not fit here.", 5.0


@dataclass(frozen=True, slots=True)
class _Type:
    """A size in points, and how it looks."""

    size: float
    style: str = ""
    colour: str = palette.INK


_TITLE, _HEADING, _TEXT = _Type(17, "B"), _Type(10.5, "B"), _Type(8.8)
_ABOUT, _FINE = _Type(8.8, colour=palette.QUIET), _Type(6.8, colour=palette.QUIET)


@dataclass(slots=True)
class _Column:
    """Where the next row goes and where the column ends, in millimetres.

    It `turns` to the next page while there is one; on the last, `kept` stays free at its end.
    """

    left: float
    width: float
    top: float
    end: float = _END
    turns: bool = False
    kept: float = 0
    is_full: bool = False


def written(content: HandOver) -> bytes:
    """Return the document; what does not fit on two pages is left out, and the page says so."""
    sheet = _Sheet(content)
    column = _Column(_MARGIN, _WIDE, _MARGIN, turns=True)
    sheet.row((content.title,), (1.0,), column, _TITLE)
    for line in content.about:
        column.top += _BELOW
        sheet.row((line,), (1.0,), column, _ABOUT)
    sheet.put(content.brief, column)
    if content.picture:
        sheet.picture(*content.picture, content.beside, column)
    column.kept = sheet.height(content.fine, column, _FINE) + _CUT_LINE
    for section in content.sections:
        sheet.put(section, column)
    sheet.put(content.fine, _Column(_MARGIN, _WIDE, column.top, turns=True), _FINE)
    return bytes(sheet.pdf.output())


class _Sheet:
    """The pages, with one family of type."""

    def __init__(self, content: HandOver) -> None:
        self.pdf = FPDF(format="A4")
        self.pdf.set_auto_page_break(False)
        self.pdf.set_margin(0)
        self.pdf.alias_nb_pages(_HOW_MANY)
        self.pdf.c_margin = 0
        self.pdf.set_title(content.title)
        self.pdf.set_lang("en-GB")
        self.pdf.set_creation_date(content.made_at)
        self.pdf.set_draw_color(*_rgb(palette.LINE))
        self.pdf.add_font("DejaVu", "", FONTS / "DejaVuSans.ttf")
        self.pdf.add_font("DejaVu", "B", FONTS / "DejaVuSans-Bold.ttf")
        font = self.pdf.fonts["dejavu"]
        assert isinstance(font, TTFFont)  # noqa: S101  # it was added as one
        self._letters = font.cmap
        self._turn()

    def put(self, section: Section, column: _Column, of: _Type = _TEXT) -> None:
        """Write a section as far as it fits."""
        start = replace(section, rows=section.rows[:_TOGETHER])
        if not section.rows or not self._fits(column, self.height(start, column, of)):
            return
        column.top += _ABOVE
        self.row((section.heading,), (1.0,), column, _HEADING)
        column.top += _BELOW
        for row in section.rows:
            if not self._fits(column, self._high(row, section.columns, column.width, of)):
                return
            self.row(row, section.columns, column, of)

    def row(
        self, cells: tuple[str, ...], columns: tuple[float, ...], column: _Column, of: _Type
    ) -> None:
        """Write cells beside each other; a line parts them from what is below."""
        left, bottom = column.left, column.top
        self._set(of)
        self.pdf.set_text_color(*_rgb(of.colour))
        for cell, share in zip(cells, columns, strict=True):
            wide = column.width * share
            self.pdf.set_xy(left, column.top)
            self.pdf.multi_cell(wide - 2, of.size * _LEADING, self._shown(cell), align="L")
            left, bottom = left + wide, max(bottom, self.pdf.y)
        column.top = bottom + _between(cells)
        if len(cells) > 1:
            at = column.top - 0.6
            self.pdf.line(column.left, at, column.left + column.width, at)

    def height(self, section: Section, column: _Column, of: _Type) -> float:
        """Return how high a section is, in millimetres; one without rows is left out."""
        rows = [self._high(row, section.columns, column.width, of) for row in section.rows]
        return _ABOVE + _HEADING.size * _LEADING + _BELOW + sum(rows) if rows else 0

    def picture(self, png: bytes, alt: str, beside: tuple[Section, ...], column: _Column) -> None:
        """Put a picture to the left, and sections to the right of it."""
        top = column.top + _ABOVE
        with Image.open(io.BytesIO(png)) as image:
            share = image.height / image.width
            high = min(_PICTURE * share, column.end - top)
            self.pdf.image(image, _MARGIN, top, w=high / share, h=high, alt_text=alt)
        left = _MARGIN + _PICTURE + _GUTTER
        right = _Column(left, 210 - _MARGIN - left, column.top)
        for section in beside:
            self.put(section, right)
        column.top = max(top + high, right.top)

    def _turn(self) -> None:
        """Begin a page, with its number below; the library fills in how many there are."""
        self.pdf.add_page()
        below = _Column(_MARGIN, _WIDE, _END + 2)
        self.row((f"Page {self.pdf.page} of {_HOW_MANY}",), (1.0,), below, _FINE)

    def _fits(self, column: _Column, needed: float) -> bool:
        """Say whether so much fits, on a new page if need be; where it does not, write so once."""
        is_last = self.pdf.page == _PAGES
        end = column.end - _CUT_LINE - (column.kept if is_last else 0)
        if not column.is_full and column.top + needed <= end:
            return True
        if column.turns and not is_last:
            self._turn()
            column.top = _MARGIN - _ABOVE
            return self._fits(column, needed)
        if not column.is_full:
            self.row((_CUT,), (1.0,), column, _TEXT)
            column.is_full = True
        return False

    def _high(
        self, cells: tuple[str, ...], columns: tuple[float, ...], width: float, of: _Type
    ) -> float:
        pairs = zip(cells, columns, strict=True)
        lines = max(self._lines(cell, width * share, of) for cell, share in pairs)
        return lines * of.size * _LEADING + _between(cells)

    def _lines(self, text: str, width: float, of: _Type) -> int:
        self._set(of)
        shown = self._shown(text)
        lines = self.pdf.multi_cell(width - 2, 1, shown, align="L", dry_run=True, output="LINES")
        assert isinstance(lines, list)  # noqa: S101  # as was asked for
        return len(lines)

    def _set(self, of: _Type) -> None:
        self.pdf.set_font("DejaVu", of.style, of.size)

    def _shown(self, text: str) -> str:
        """Return text in one line, without letters that the font does not have.

        The library would say which those are, and nothing that somebody wrote may be logged.
        """
        kept = (c if ord(c) in self._letters else _UNKNOWN for c in " ".join(text.split()))
        printable = "".join(c for c in kept if c.isprintable())
        return re.sub(f"{_UNKNOWN}+", _UNKNOWN, printable) or " "


def _rgb(colour: str) -> bytes:
    """Return red, green and blue of a colour such as #1f2d3b."""
    return bytes.fromhex(colour.removeprefix("#"))


def _between(cells: tuple[str, ...]) -> float:
    """Return the millimetres below a row."""
    return 1.2 if len(cells) > 1 else 0.5
