"""A tip as it stands in TOML."""

from typing import Annotated

from pydantic import BaseModel, Field

from bot.domain.broadcast.rules_tips import Tip
from bot.library.topics import Group, Id, Review, words

_Stage = Annotated[int, Field(ge=0, le=3)]


class TipRecord(BaseModel, frozen=True, extra="forbid"):
    """One tip; `topic` is where "read more" leads, without `stages` it is for everybody."""

    id: Id
    topic: Id
    stages: tuple[_Stage, ...] = ()
    text: Annotated[str, words(300)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review

    def build(self, group: Group) -> Tip:
        """Return it as it is chosen; `group` is its topic's."""
        return Tip(self.id, self.topic, group, frozenset(self.stages), self.text)
