"""The quiz as it stands in TOML: lengths in UTF-16 units, as Telegram counts them, and keys."""

from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, Field, model_validator

from bot.domain.quiz.model import LETTERS, Item
from bot.library.sentences import longest
from bot.library.topics import Id, Review, words

_MOST_LINE_FEEDS = 2  # Bot API, sendPoll


def _units(most: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(longest(text).encode("utf-16-le")) // 2 > most:
            raise ValueError(f"has more than {most} UTF-16 units")
        return text

    return AfterValidator(check)


def _few_lines(text: str) -> str:
    if text.count("\n") > _MOST_LINE_FEEDS:
        raise ValueError(f"has more than {_MOST_LINE_FEEDS} line feeds")
    return text


class ItemRecord(BaseModel, frozen=True, extra="forbid"):
    """One question; `key` names the right options by letter, a for the first."""

    id: Id
    topic: Id
    level: Annotated[int, Field(ge=1, le=3)]
    question: Annotated[str, words(300), _units(300)]
    options: Annotated[
        tuple[Annotated[str, words(100), _units(100)], ...],
        Field(min_length=2, max_length=len(LETTERS)),
    ]
    key: Annotated[tuple[str, ...], Field(min_length=1)]
    fixed_order: bool = False
    explanation: Annotated[str, words(200), _units(200), AfterValidator(_few_lines)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review

    @model_validator(mode="after")
    def _is_a_question(self) -> Self:
        letters = LETTERS[: len(self.options)]
        if unknown := [letter for letter in self.key if letter not in tuple(letters)]:
            raise ValueError(f"key: there is no option {', '.join(unknown)}")
        if list(self.key) != sorted(set(self.key)):
            raise ValueError("key: letters in order, each once")
        if len(self.key) == len(letters):
            raise ValueError("key: at least one option must be wrong")
        if len({option.casefold() for option in self.options}) < len(letters):
            raise ValueError("options: two are the same")
        return self

    def build(self) -> Item:
        """Return it as the rules take it."""
        fields = self.model_dump(exclude={"review"})
        return Item(**{**fields, "key": frozenset(self.key)})
