"""A message as somebody wrote it, by which the search is measured and learns what people ask."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Example:
    """A message, and whether it reports a warning sign.

    `topics` fit it, the best first; none where it is out of scope or nobody said. `hand` is whose
    it is.
    """

    text: str
    red_flag: bool
    topics: tuple[str, ...] = ()
    kind: str = ""
    hand: str = ""
