"""Regular expressions, compiled when they are first looked for: no start waits for them."""

import re
from typing import Any, cast


def expression(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return an expression; re.error for one that cannot be read comes with its first use."""
    return cast("re.Pattern[str]", _Later(pattern, flags))


class _Later:
    """Stands for a compiled expression, and becomes one method after the other."""

    def __init__(self, pattern: str, flags: int) -> None:
        self._read = pattern, flags

    def __getattr__(self, name: str) -> Any:
        found = getattr(re.compile(*self._read), name)
        setattr(self, name, found)  # not asked for again
        return found
