"""Removing a feature is removing its folder and its name: nothing else needs it."""

import subprocess
import sys

import pytest

from bot.features import FEATURES
from bot.routes import routes
from tests.source import ROOT

WITHOUT = """
import sys, types
from importlib import import_module
features = types.ModuleType("bot.features")  # whose own file names them all
features.__path__ = ["bot/features"]
sys.modules["bot.features"] = features
sys.modules["bot.features.{name}"] = None  # an import of it is an ImportError
for other in {others!r}:
    import_module(f"bot.features.{{other}}.handlers")
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", [feature.name for feature in FEATURES])
def test_the_others_load_without_it(name: str) -> None:
    others = [feature.name for feature in FEATURES if feature.name != name]
    code = WITHOUT.format(name=name, others=others)
    done = subprocess.run(  # noqa: S603  # our own interpreter
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_routes_stand_without_it() -> None:
    for feature in FEATURES:
        if not feature.typed:  # somebody must take typed words
            assert routes(other for other in FEATURES if other is not feature)
