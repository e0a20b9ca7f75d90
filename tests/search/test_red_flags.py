"""Warning signs are seen in what people type, and only there."""

import pytest

from bot.library.content import Content
from bot.search.combining import Concept
from bot.search.index import SearchIndex
from bot.search.red_flags import Cue, Figure, Recogniser, RedFlag, Signs
from bot.search.spelling import Mender
from bot.search.typed_words import Speller
from tests.search.conftest import KNOWN_HANDS


@pytest.fixture(scope="session")
def red(content: Content) -> list[str]:
    known = (e for e in content.examples if e.hand in KNOWN_HANDS)
    return [example.text for example in known if example.red_flag]


def test_no_known_warning_sign_is_missed(index: SearchIndex, red: list[str]) -> None:
    assert [text for text in red if index.find(text).red_flag is None] == []


def test_a_warning_sign_is_answered_with_safety_and_nothing_to_do(
    index: SearchIndex, red: list[str]
) -> None:
    for text in red:
        assert {hit.topic for hit in index.find(text).hits} <= {"red_flag", "medical"}


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("i can't put any weight on it", "cannot_bear_weight"),
        ("my leg looks shorter and turned out since the crash", "cannot_bear_weight"),
        ("groin ache at night and i limp after running", "bone_stress"),
        ("hip is hot, red and swollen", "hot_joint"),
        ("fever and my hip hurts", "fever"),
        ("numb between my legs and i can't pee", "saddle_or_bladder"),
        ("my thigh is numb and the knee keeps giving way", "nerve"),
        ("one calf is swollen and warm", "swollen_leg"),
        ("calf swollen and my chest hurts when i breathe", "heart_or_lung"),
        ("sudden agony in my left testicle", "testicle"),
        ("hard lump in my groin and i've been sick", "groin_lump"),
        ("pain low on the right of my belly, feeling sick", "belly"),
        ("i'm pregnant and bleeding", "pregnancy_emergency"),
        ("my pee is the colour of cola", "dark_urine"),
        ("leg suddenly cold and pale", "cold_leg"),
        ("my son is 12 and limps", "child"),
        ("i had breast cancer, now my hip aches", "cancer"),
        ("i take prednisolone for years, groin pain on walking", "thin_bone"),
        ("my periods stopped and my hip aches", "low_energy"),
        ("on warfarin, big bruise on the thigh", "thinner_bleed"),
        ("hip replacement last year, now it hurts", "new_hip"),
        ("the scar of my hip surgery is red and oozing", "after_procedure"),
        ("mum is 80, she fell and her hip hurts", "old_fall"),
        ("i want to kill myself", "self_harm"),
    ],
)
def test_each_sign_is_named(index: SearchIndex, text: str, sign: str) -> None:
    assert sign in [asked.id for asked in index.find(text).asks]


@pytest.mark.parametrize(
    "text",
    [
        "no fever, numbness or swelling, only tight",
        "I don't have a fever, chills or a limp",
        "it does not wake me at night, nor does it ache when I am resting",
        "the doctor ruled out a clot and a stress fracture",
        "had a limp last year, what stretch",
        "what are the warning signs of a blood clot",
        "can tight hip flexors cause numbness",
    ],
)
def test_what_is_denied_past_or_asked_in_general_is_no_sign(index: SearchIndex, text: str) -> None:
    assert index.find(text).red_flag is None


@pytest.mark.parametrize(
    "text",
    [
        "no fever but my hip is hot and swollen",
        "no injury, just woke up with severe hip pain",
        "it's not getting better and hurts at night in the groin",
        "I can't sleep because of pain in the hip",
        "not only sore but numb, my thigh",
        "I can't walk without limping",
        "no chest pain, calf is swollen and red though",
    ],
)
def test_a_negation_reaches_no_further_than_it_should(index: SearchIndex, text: str) -> None:
    assert index.find(text).red_flag is not None


def test_adding_a_harmless_question_hides_no_sign(index: SearchIndex, red: list[str]) -> None:
    asked = " Which stretch is best for tight hips?"
    assert [text for text in red if index.find(text + "." + asked).red_flag is None] == []


def test_every_sign_has_a_source_that_is_known(content: Content) -> None:
    signs = content.signs
    said = [(x.id, x.sources) for group in (signs.flags, signs.figures, signs.cues) for x in group]
    assert [id_ for id_, sources in said if not set(sources) <= content.sources.keys()] == []


def test_signs_of_unknown_concepts_are_refused() -> None:
    with pytest.raises(ValueError, match="fever"):
        Recogniser(_signs("fever & limp"))


def test_a_small_recogniser_reads_near_far_and_not() -> None:
    near = Recogniser(_signs("leg + limp"))
    assert _seen(near, "I limp on this leg")
    assert not _seen(near, "I limp. " + "so it goes on. " * 5 + "Nice leg")
    assert not _seen(near, "a limp leg of lamb")
    assert not _seen(near, "my leg does not limp")
    assert _seen(Recogniser(_signs("leg & !limp")), "a leg")
    assert not _seen(Recogniser(_signs("leg & !limp")), "limping, one leg")


def test_what_was_read_is_quoted_as_it_was_typed(index: SearchIndex) -> None:
    def quote(text: str) -> str:
        return index.find(text).asks[0].quote

    assert quote("Since Monday I can't put any weight on it") == "can't put any weight"
    assert quote("I've got chest pain") == "chest pain"
    assert " … " in quote("I am pregnant. " + "So it goes on. " * 5 + "I limp")


def _seen(recogniser: Recogniser, text: str) -> bool:
    words = Speller(Mender((), ())).words(text)
    return bool(recogniser.sightings(words, words, recogniser.scopes.void([*words, "."])))


def _signs(when: str) -> Signs:
    return Signs(
        concepts=(Concept("leg", ("leg+",)), Concept("limp", ("limp+",))),
        figures=(Figure("lamb", ("limp leg of lamb",), ("judgement",)),),
        cues=(Cue("not", "negation", ("not",), ("judgement",)),),
        flags=(RedFlag("sign", "emergency", (when,), ("judgement",)),),
    )
