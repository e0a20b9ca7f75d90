"""Figures that tests measure, printed at the end also where they ran in several processes."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: time is measured by the benchmarks alone.
settings.register_profile(
    "patient", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

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
