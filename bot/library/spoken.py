"""What is said to those who write in another language, and how they report an emergency."""

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import BaseModel, Field, field_validator

from bot.library.shelf import Shelf
from bot.library.topics import Review, words
from bot.search.folding import fold
from bot.search.spoken import ForeignSign, Tongue, ways

_UNSPACED = frozenset({"zh"})
_GAP = re.compile(r"\{([a-z_]*)\}")
_NEEDED = {
    "emergency": {"emergency"},
    "now": {"emergency"},
    "called": {"emergency"},
    "grave": {"quote"},
    "despair": {"crisis", "emergency"},
}
Sentence = Annotated[str, words(300)]
Label = Annotated[str, words(40)]


class SpokenRecord(BaseModel, frozen=True, extra="forbid"):
    """The sentences of one language, in the order in which they are shown.

    `emergency`, `now` and `called` name the number, `grave` quotes, `despair` says who listens.
    `common` are words by which the language is told, where it has the letters of English.
    """

    id: Annotated[str, Field(pattern=r"^[a-z]{2}$")]  # ISO 639-1
    name: Label
    only_english: Sentence
    emergency: Sentence
    buttons: Sentence
    check: Label
    now: Sentence
    grave: Sentence
    yes: Label
    over: Label
    no: Label
    called: Sentence
    despair: Sentence
    common: str = ""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review

    @field_validator("only_english", "buttons", "check", "yes", "over", "no", *_NEEDED)
    @classmethod
    def _has_its_gaps(cls, text: str, info: object) -> str:
        field = str(getattr(info, "field_name", ""))
        if set(_GAP.findall(text)) != _NEEDED.get(field, set()):
            needed = ", ".join(sorted(_NEEDED.get(field, set()))) or "none"
            raise ValueError(f"the gaps must be: {needed}")
        if re.search(r"\d", text):
            raise ValueError("a number belongs into a gap")
        return text


class ForeignSignRecord(BaseModel, frozen=True, extra="forbid"):
    """The ways in which a sign of red_flags.toml is reported: "pain|hurts + chest"."""

    id: str
    ways: Annotated[tuple[Annotated[str, words(600)], ...], Field(min_length=1)]


class Spoken(BaseModel, frozen=True):
    """A language: its sentences, and what it is heard by."""

    said: SpokenRecord
    signs: tuple[ForeignSignRecord, ...]

    @property
    def id(self) -> str:
        """Return the language, by which the record is signed."""
        return self.said.id

    def tongue(self) -> Tongue:
        """Return it as the search takes it."""
        spaced = self.said.id not in _UNSPACED
        signs = [ForeignSign(sign.id, ways(sign.ways, spaced=spaced)) for sign in self.signs]
        told = {one.strip() for sign in signs for way in sign.ways for part in way for one in part}
        common = told | set(fold(self.said.common).split()) if self.said.common else told
        return Tongue(self.said.id, frozenset(common), tuple(signs))


def read(shelf: Shelf, language: str) -> Iterator[Spoken]:
    """Yield the language of a folder; what is wrong with it is noted on the shelf."""
    file = "spoken.toml"
    signs = tuple(shelf.read(file, "sign", ForeignSignRecord).values())
    said = shelf.read(file, "spoken", SpokenRecord)
    if list(said) != [language]:
        shelf.problems.append(f"{file}: must hold the one language {language}")
    for sign in signs:
        for way in sign.ways:
            if not all(fold(choice) for part in way.split("+") for choice in part.split("|")):
                shelf.problems.append(f"{file}: sign {sign.id}: {way!r} has a gap")
    yield from (Spoken(said=record, signs=signs) for record in said.values())
