"""Sentences in other languages: what is wrong with them is refused by name."""

import shutil
from pathlib import Path

import pytest

from bot.library import loading
from bot.library.loading import CONTENT
from bot.problems import ContentError


@pytest.mark.parametrize(
    ("good", "bad", "named"),
    [
        ("Llama al {emergency}.", "Llama.", "now"),
        ("Ya pasó", "Ya pasó {quote}", "over"),
        ("Sí, ahora", "Llama al 061", "a number belongs into a gap"),
        ('id = "fever"', 'id = "fevers"', "es/spoken.toml: there is no sign fevers"),
        ('"fiebre"', '"fiebre + "', "sign fever"),
        ('id = "es"', 'id = "eo"', "must hold the one language es"),
        ('"judgement"', '"nobody"', "source nobody is not in sources.toml"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, good: str, bad: str, named: str) -> None:
    for language in ("en", "es"):
        shutil.copytree(CONTENT / language, tmp_path / language)
    file = tmp_path / "es" / "spoken.toml"
    text = file.read_text("utf-8")
    assert good in text
    file.write_text(text.replace(good, bad, 1), "utf-8")
    with pytest.raises(ContentError) as fault:
        loading.load(tmp_path)
    assert any(named in problem for problem in fault.value.problems), fault.value.problems


def test_nobody_has_reviewed_them() -> None:
    content = loading.load()
    assert {spoken.said.review for spoken in content.spoken.values()} == {"unreviewed"}
