"""Links as Telegram checks them."""

import pytest

from bot.sandbox.fake.links import checked_link, mentioned_user


@pytest.mark.parametrize(
    ("link", "checked"),
    [
        ("https://Doi.org/A", "https://doi.org/A"),
        ("doi.org", "http://doi.org/"),
        ("https://doi.org:443?x=1#y", "https://doi.org:443/?x=1#y"),
        ("http://192.168.0.1/", "http://192.168.0.1/"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("https://doi.org:99999", None),
        ("https://doi.org:0", None),
        ("javascript://doi.org", None),
        ("https://doi org", None),
        ("localhost", None),
        ("tg:", None),
        ("", None),
    ],
)
def test_links(link: str, checked: str | None) -> None:
    assert checked_link(link) == checked


def test_a_link_may_mention_a_person() -> None:
    assert mentioned_user("tg://user?id=5") == 5
    assert mentioned_user("https://t.me/ana") is None
