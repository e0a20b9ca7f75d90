"""Where it hurts, pointed at on a picture."""

from bot.domain.check import store
from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.test_check import SORE_AFTER_A_LONG_RUN


async def test_where_it_hurts_can_be_pointed_at_on_a_picture(ana: Chat, content: Content) -> None:
    await ana.say("/check")
    for question, option in SORE_AFTER_A_LONG_RUN.items():
        if question == "where":
            break
        asked = next(q for q in content.triage.questions if q.id == question)
        await ana.tap(next(o.text for o in asked.options if o.id == option))
    await ana.tap("Show me on a picture")
    assert ana.messages[-1]["photo"]
    assert ana.text.startswith("Where does it hurt?")
    assert ana.buttons[:10] == [str(number) for number in range(1, 11)]
    rows = ana.with_buttons()["reply_markup"]["inline_keyboard"]
    assert [len(row) for row in rows[:2]] == [5, 5], "the picture stays in view"
    assert "2 Front of the thigh" in ana.text
    await ana.tap("Seen from behind")
    assert ana.messages[-1]["photo"]
    await ana.tap("2")
    session = await ana.services.db.run(store.latest, ana.person_id)
    assert session is not None
    assert session.answers["where"] == {"thigh"}
    assert "Where does it hurt?" not in ana.text
