"""Values out of a request of the page, each of the type it must have."""

import math
from collections.abc import Mapping


class FormError(ValueError):
    """A value is missing or of the wrong kind; the text is a sentence for the person."""


class Form:
    """The values of a JSON body or of a query, where numbers stand as text."""

    def __init__(self, values: Mapping[str, object]) -> None:
        self._values = values

    def number(self, name: str) -> int:
        """Return a whole number; FormError where there is none."""
        found = self.number_or_none(name)
        if found is None:
            raise FormError(f"“{name}” is missing.")
        return found

    def number_or_none(self, name: str) -> int | None:
        """Return a whole number, or None where it is left out; FormError where it is none."""
        value = self._values.get(name)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        if isinstance(value, str):
            try:
                return int(value)
            except ValueError:
                pass
        raise FormError(f"“{name}” must be a whole number.")

    def decimal(self, name: str) -> float:
        """Return a finite number; FormError where there is none."""
        value = self._values.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
            return float(value)
        raise FormError(f"“{name}” must be a number.")

    def text(self, name: str) -> str:
        """Return a text that is not empty; FormError where there is none."""
        value = self._values.get(name)
        if not isinstance(value, str) or not value:
            raise FormError(f"“{name}” must be a text that is not empty.")
        return value

    def numbers(self, name: str) -> list[int]:
        """Return a list of whole numbers; FormError where it is something else."""
        value = self._values.get(name)
        if not isinstance(value, list) or not all(type(each) is int for each in value):
            raise FormError(f"“{name}” must be a list of whole numbers.")
        return value
