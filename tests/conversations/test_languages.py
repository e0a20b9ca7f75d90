"""Other languages: what is read of them, and that an emergency ends where an English one does."""

import pytest

from bot.library.content import Content
from tests.conversations.conftest import Chat
from tests.conversations.planning import SETTLING, check

EXERCISE = "/remedies kneeling stretch"


@pytest.mark.parametrize(
    ("words", "said", "check"),
    [
        ("hola, me duele la cadera cuando corro", "Solo entiendo inglés.", "Revisar mi dolor"),
        ("wann darf ich wieder laufen", "Ich verstehe nur Englisch.", "Schmerzen prüfen"),
        ("болит бедро", "Я понимаю только английский.", "Проверить боль"),
        ("कूल्हे में दर्द है", "मैं केवल अंग्रेज़ी समझता हूँ।", "मेरा दर्द जाँचें"),
        ("عندي ألم في الورك", "أفهم الإنجليزية فقط.", "فحص ألمي"),
        ("kyčel mě bolí při běhu už tři týdny", "I read only English.", "Check my pain"),
    ],
)
async def test_it_is_said_in_that_language(ana: Chat, words: str, said: str, check: str) -> None:
    text = await ana.say(words)
    assert text.splitlines()[0] == said
    assert "112 / 911 / 999" in text, "nobody knows the country yet"
    assert ana.buttons == [check]
    assert await ana.may_exercise()
    assert await ana.tap(check) != text


async def test_the_number_is_that_of_the_country_or_of_the_clock(ana: Chat) -> None:
    await ana.say("/timezone Sao Paulo")
    assert "192" in await ana.say("estou com dor no quadril")


async def test_an_emergency_holds_and_is_asked_in_that_language(ana: Chat) -> None:
    text = await ana.say("no puedo apoyar la pierna")
    assert text.splitlines()[0] == "¿Está pasando ahora? Llama al 112 / 911 / 999."
    assert "«no puedo apoyar la pierna»" in text
    assert not await ana.may_exercise()
    assert ana.buttons == ["Sí, ahora", "Ya pasó", "No soy yo, o no es eso"]
    text = await ana.tap("Sí, ahora")
    assert text.splitlines()[0] == "Llama ahora al 112 / 911 / 999."
    assert "🔴" in text
    assert "on hold" in await ana.say(EXERCISE)
    assert (await ana.say("no puedo apoyar la pierna")).startswith("Llama ahora al 112 / 911")


async def test_what_follows_a_yes_begins_with_the_number_in_that_language(ana: Chat) -> None:
    await ana.say("me duele el pecho, no puedo respirar")
    await ana.tap("Sí, ahora")
    for words in ("/plan", "/remedies", EXERCISE, "/check"):
        said = await ana.say(words)
        assert said.splitlines()[0] == "Llama ahora al 112 / 911 / 999.", words
    assert "Llama ahora al 112 / 911 / 999." in await ana.say("/start")
    await ana.say("/check")
    for _ in range(2):
        text = await ana.tap("None of these" if "None of these" in ana.buttons else "☐")
        assert text.splitlines()[0] == "Llama ahora al 112 / 911 / 999."


async def test_what_was_not_meant_holds_nothing(ana: Chat) -> None:
    await ana.say("Brustschmerzen")
    assert not await ana.may_exercise()
    assert (await ana.tap("Nicht ich")).startswith("Ich verstehe nur Englisch.")
    assert await ana.may_exercise()


async def test_what_is_over_is_ticked_in_the_check(ana: Chat) -> None:
    await ana.say("боль в груди")
    assert not await ana.may_exercise()
    await ana.tap("Уже прошло")
    for label in ("None of these", "Done"):
        if label in ana.buttons:
            await ana.tap(label)
    assert any("Chest pain" in label and "☑" in label for label in ana.buttons), ana.buttons


async def test_unanswered_it_is_known_to_the_check(ana: Chat, content: Content) -> None:
    await ana.say("सीने में दर्द")
    assert "Is that over?" in await check(ana, content, SETTLING)


async def test_despair_leads_to_people(ana: Chat) -> None:
    text = await ana.say("ich will nicht mehr leben")
    assert text.startswith("Du kannst jetzt mit jemandem sprechen")
    assert "findahelpline" in text


async def test_words_that_were_meant_for_something_else_are_heeded(ana: Chat) -> None:
    await ana.say("/log 3 no puedo apoyar la pierna")
    assert ana.text.startswith("¿Está pasando ahora?")
    assert (await ana.say("/remedies dolor en el pecho")).startswith("¿Está pasando ahora?")


async def test_a_forged_language_does_no_harm(ana: Chat) -> None:
    await ana.say("Brustschmerzen")
    await ana.forge("remedies:no:1:klingon")
    await ana.forge("remedies:yes:1:klingon")
