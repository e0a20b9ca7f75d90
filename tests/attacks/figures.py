"""What an attack found: figures, each beside what is right."""

from collections.abc import Sequence
from dataclasses import dataclass, field

_SHOWN = 5  # of what went wrong


@dataclass
class Figures:
    """The figures of one attack; `missed` are those that are not what they should be."""

    attack: str
    told: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def tell(self, line: str) -> None:
        """Note what has no right or wrong."""
        self.told.append(line)

    def at_most(self, name: str, found: float, most: float, unit: str = "") -> None:
        """Note a figure that must not be higher."""
        line = f"{name}: {found:g}{unit} (at most {most:g}{unit})"
        self.told.append(line)
        if found > most:
            self.missed.append(line)

    def none(self, name: str, found: Sequence[str]) -> None:
        """Note what there must not be; the first few are told."""
        self.at_most(name, len(found), 0)
        for each in found[:_SHOWN]:
            self.tell(f"  {each}")

    def __str__(self) -> str:
        marks = ("MISSED " if line in self.missed else "       " for line in self.told)
        lines = (f"  {mark}{line}" for mark, line in zip(marks, self.told, strict=True))
        return "\n".join((self.attack, *lines))
