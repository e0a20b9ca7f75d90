"""What the content is made of; every text's length is checked where it is read."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, Field, StringConstraints

from bot.library.sentences import MOST
from bot.pictures.poses import Pose

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,31}$")]
Group = Literal[
    "anatomy", "causes", "remedies", "stretching", "strength",
    "warm_up", "medical", "prevention", "safety",
]  # fmt: skip
GROUPS: Mapping[str, str] = {
    "remedies": "What helps",
    "stretching": "Stretches",
    "strength": "Strength",
    "warm_up": "Warm-up",
    "causes": "Why it hurts",
    "prevention": "Prevent it",
    "anatomy": "The muscles",
    "medical": "Getting help",
    "safety": "Warning signs",
}
Evidence = Literal["A", "B", "C", "D"]
Review = Literal["unreviewed", "reviewed"]


def words(most: int) -> StringConstraints:
    """Return the constraint of a text that is there and at most so many characters long."""
    return StringConstraints(min_length=1, max_length=most, strip_whitespace=True)


class Source(BaseModel, frozen=True, extra="forbid"):
    """Where a statement comes from, and how far it was read."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]{1,47}$")]
    title: Annotated[str, words(200)]
    where: str = ""
    year: Annotated[int, Field(ge=1900, le=2100)] | None = None
    url: Annotated[str, StringConstraints(pattern=r"^https?://\S+$")] | None = None
    read: Literal["abstract", "page", "second_hand", "not_reread", "own_judgement"]


class Phrase(BaseModel, frozen=True, extra="forbid"):
    """A sentence or list that the program itself says and a clinician signs off."""

    id: Id
    text: str = ""
    lines: tuple[Annotated[str, words(200)], ...] = ()
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review


class Myth(BaseModel, frozen=True, extra="forbid"):
    """Something often said, and what is known."""

    said: Annotated[str, words(220)]
    fact: Annotated[str, words(220)]
    sources: Annotated[tuple[str, ...], Field(min_length=1)]


class Variant(BaseModel, frozen=True, extra="forbid"):
    """An easier or harder form; `topic` where it has a page of its own."""

    text: Annotated[str, words(200)]
    topic: Id | None = None


class Movement(BaseModel, frozen=True, extra="forbid"):
    """The part that only an exercise has; ranges are (least, most).

    `hold_s` is the time of work in seconds where work is not counted in repetitions. `weekly` are
    repetitions by week of the stage, with a load of the equipment named first that allows no more.
    """

    sides: bool
    stage: Annotated[int, Field(ge=0, le=3)]
    hold_s: Annotated[int, Field(ge=0, le=600)] = 0
    reps: tuple[int, int] | None = None
    weekly: tuple[int, ...] = ()
    sets: tuple[int, int]
    per_week: tuple[int, int]
    stop_at: Annotated[int, Field(ge=1, le=5)]  # pain out of 10 above which to stop
    muscles: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    pose: Pose


class Search(BaseModel, frozen=True, extra="forbid"):
    """How people name the topic and ask for it."""

    words: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()


class Topic(BaseModel, frozen=True, extra="forbid"):
    """A page of the library; an exercise where `movement` is set."""

    id: Id
    title: Annotated[str, words(34)]
    group: Group
    answer: Annotated[str, words(220)]
    evidence: Evidence | None = None
    works: Annotated[str, words(260)] | None = None
    body: Annotated[tuple[Annotated[str, words(300)], ...], Field(max_length=4)] = ()
    steps: Annotated[tuple[Annotated[str, words(200)], ...], Field(max_length=8)] = ()
    dose: Annotated[str, words(160)] | None = None
    not_for: tuple[Annotated[str, words(120)], ...] = ()
    care: Annotated[str, words(200)] | None = None
    easier: Variant | None = None
    harder: Variant | None = None
    myths: tuple[Myth, ...] = ()
    related: Annotated[tuple[Id, ...], Field(max_length=5)] = ()
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review
    search: Search = Search()
    movement: Movement | None = None
    card: str | None = None  # a picture that says it, where it is no exercise

    def cited(self) -> tuple[str, ...]:
        """Return the ids of every source that the page leans on, each once."""
        every = (*self.sources, *(s for myth in self.myths for s in myth.sources))
        return tuple(dict.fromkeys(every))

    @property
    def is_remedy(self) -> bool:
        """Say whether the page tells people to do something, which a warning sign forbids."""
        return self.group in {"remedies", "stretching", "strength", "warm_up"}

    def links(self) -> tuple[str, ...]:
        """Return the ids of every topic that the page leads to."""
        variants = (v.topic for v in (self.easier, self.harder) if v and v.topic)
        return (*self.related, *variants)


class Country(BaseModel, frozen=True, extra="forbid"):
    """A country, or a group of countries with the same numbers."""

    id: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]  # ISO 3166-1 alpha-2; "all", if not known
    name: Annotated[str, Field(min_length=2, max_length=28)]
    emergency: Annotated[str, Field(min_length=2, max_length=MOST)]  # after "call"
    advice: Annotated[str, Field(max_length=90)]  # whom to ask the same day
    crisis: Annotated[str, Field(max_length=90)]  # who listens when life is unbearable
    exceptions: Mapping[str, str] = {}  # numbers that libphonenumber does not know, and why
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    review: Review


class Signed(BaseModel, frozen=True, extra="forbid"):
    """One signature; `id` names the record as the review pack does, such as "topic ice"."""

    id: Annotated[str, words(60)]
    hash: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")]
    name: Annotated[str, words(80)]
    registration: Annotated[str, words(80)]  # of what body, with what number
    date: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\d$")]
    scope: Annotated[str, words(200)]  # what was looked at: wording, safety, evidence
    comment: str = ""
