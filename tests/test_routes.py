"""Routes of all features come together, and two that claim the same are refused."""

import pytest

from bot.chat.incoming import Incoming
from bot.routes import Command, Feature, routes
from bot.services import Services


async def one(_: Incoming, __: Services) -> None:
    """Do nothing."""


async def two(_: Incoming, __: Services) -> None:
    """Do nothing either."""


LISTENER = Feature("remedies", typed=one)


def test_every_route_finds_its_handler() -> None:
    check = Command("check", "check my pain", one, aliases=("triage",))
    found = routes([Feature("triage", (check,), {"pick": one, "back": two}), LISTENER])
    assert found.commands == {"check": check, "triage": check}
    assert found.taps == {("triage", "pick"): one, ("triage", "back"): two}
    assert found.typed is one


def test_features_may_share_a_verb() -> None:
    quiz, triage = Feature("quiz", taps={"pick": one}), Feature("triage", taps={"pick": two})
    found = routes([quiz, triage, LISTENER])
    assert found.taps["quiz", "pick"] is one
    assert found.taps["triage", "pick"] is two


@pytest.mark.parametrize(
    "second",
    [
        Feature("other", (Command("check", "again", two),)),
        Feature("other", (Command("test", "again", two, aliases=("check",)),)),
        Feature("triage", taps={"pick": two}),
    ],
    ids=["command", "alias", "tap"],
)
def test_two_features_cannot_claim_the_same(second: Feature) -> None:
    first = Feature("triage", (Command("check", "check my pain", one),), {"pick": one})
    with pytest.raises(ValueError, match="two features claim the route"):
        routes([first, second, LISTENER])


@pytest.mark.parametrize("features", [[], [LISTENER, Feature("search", typed=two)]])
def test_exactly_one_feature_takes_typed_words(features: list[Feature]) -> None:
    with pytest.raises(ValueError, match="exactly one must"):
        routes(features)


def test_files_go_by_their_names_to_one_feature() -> None:
    taker = Feature("diary", filed=(r"\.gpx$", two))
    assert routes([taker, LISTENER]).takes_file("Run.GPX") is two
    assert routes([taker, LISTENER]).takes_file("run.pdf") is None
    assert routes([LISTENER]).takes_file("run.gpx") is None
    with pytest.raises(ValueError, match="2 features take files"):
        routes([taker, Feature("other", filed=("x", one)), LISTENER])
