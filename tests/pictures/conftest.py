"""What the pictures are drawn from: the content as it ships."""

import pytest

from bot.library.content import Content
from bot.library.loading import load
from bot.library.topics import Topic
from bot.pictures.gallery import Gallery

_CONTENT = load()
EXERCISES = {topic.id: topic for topic in _CONTENT.topics.values() if topic.movement}


def places(content: Content) -> dict[str, str]:
    """Return the answers to where it hurts, by id, in order."""
    where = next(q for q in content.triage.questions if q.id == "where")
    return {option.id: option.text for option in where.options}


def open_gallery() -> Gallery:
    """Return the gallery of the content that ships."""
    poses = {name: topic.movement.pose for name, topic in EXERCISES.items() if topic.movement}
    return Gallery(poses, places(_CONTENT))


GALLERY = open_gallery()


@pytest.fixture(scope="session")
def gallery() -> Gallery:
    return GALLERY


@pytest.fixture(params=EXERCISES, scope="session")
def exercise(request: pytest.FixtureRequest) -> Topic:
    return EXERCISES[request.param]
