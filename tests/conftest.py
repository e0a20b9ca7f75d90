"""Figures that tests measure, printed at the end also where they ran in several processes."""

from collections.abc import Callable

import pytest

Record = Callable[[str, object], None]
"""pytest's record_property."""

FIGURES = "figures"
"""The property by which a test hands over a heading and its lines."""


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print every table of figures once."""
    every = (report for reports in terminalreporter.stats.values() for report in reports)
    kept = (each for report in every for each in getattr(report, "user_properties", ()))
    told = {heading: lines for name, (heading, lines) in kept if name == FIGURES}
    for heading, lines in told.items():
        terminalreporter.section(heading)
        for line in lines:
            terminalreporter.write_line(line)
