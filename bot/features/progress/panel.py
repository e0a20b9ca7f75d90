"""A part of a chart's card in which days go right and values go up."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PlotPanel:
    """Its sides in pixels of the card, and the first and last of its days and values."""

    left: float
    top: float
    right: float
    bottom: float
    days: tuple[float, float]
    values: tuple[float, float]

    def x(self, day: float) -> float:
        """Return the pixel of a day."""
        first, last = self.days
        return self.left + (day - first) / (last - first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Return the pixel of a value."""
        low, high = self.values
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)
