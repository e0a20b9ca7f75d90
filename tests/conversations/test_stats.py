"""Admins see counts with a plot."""

import io

import pytest
from PIL import Image

from tests.conversations.broadcasting import admin, until
from tests.conversations.conftest import Chat


@pytest.fixture
async def dora(ana: Chat, ben: Chat) -> Chat:
    return await admin(ana, ben)


async def test_the_counts_come_with_a_plot_and_point_to_nobody(dora: Chat) -> None:
    await dora.say("/stats")
    await until(lambda: "photo" in dora.messages[-1])
    assert dora.text.startswith("<5 people, <5 active in 7 days")
    assert "Emergency: <5" in dora.text
    photo = dora.messages[-1]["photo"][-1]
    sheet = Image.open(io.BytesIO(dora.telegram.file(photo["file_id"])))
    assert sheet.size[0] == 1080
