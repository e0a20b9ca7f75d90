"""Figures that tests measure, printed at the end also where they ran in several processes."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, settings

# A busy machine is no fault of the code: time is measured by the benchmarks alone.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
# The same examples in every run: what was green stays green until somebody changes it.
settings.register_profile("same", PATIENT, derandomize=True)
# Other examples in every run, and many, to look for what nobody thought of: a command, not CI.
settings.register_profile("explore", PATIENT, max_examples=3_000)
settings.load_profile("same")

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
