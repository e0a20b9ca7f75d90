"""Every package that Flexor needs has a licence that is allowed."""

import pytest

from tests.licences import READ, licence, lines, needed, refused


def test_every_licence_is_allowed() -> None:
    found = needed()
    assert len(found) > 30
    assert [name for name, package in found.items() if refused(licence(name, package))] == []
    assert set(READ) <= set(found), "what is not needed any more need not be listed"
    assert any(line.startswith("aiohttp ") for line in lines())


@pytest.mark.parametrize(
    ("expression", "is_refused"),
    [
        ("MIT", False),
        ("GPL-3.0-only", True),
        ("", True),
        ("MIT OR GPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", True),
        ("MPL-2.0 AND (Apache-2.0 OR MIT)", False),
    ],
)
def test_an_expression_is_read(expression: str, is_refused: bool) -> None:  # noqa: FBT001
    assert refused(expression) is is_refused
