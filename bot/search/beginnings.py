"""Which exercises are meant while somebody still types."""

from collections.abc import Iterable


def beginning(typed: str, names: Iterable[str]) -> bool:
    """Say whether every typed word begins a word of one of the names."""
    wanted = typed.lower().split()
    return any(
        all(any(word.startswith(part) for word in name.lower().split()) for part in wanted)
        for name in names
    )
