"""Whose signs they are, and when: every sign in every frame, beside an ordinary complaint."""

import pytest

from bot.search.index import SearchIndex

# Each as the writer says it now, as it was once, of somebody else, and as a thing with a name.
SIGNS = (
    ("I can't put weight on my leg", "I couldn't put any weight on my leg",
     "couldn't put any weight on the leg", "not being able to put weight on the leg"),
    ("I've got a fever and my hip is really sore", "I had a fever and a really sore hip",
     "had a fever and a hot hip", "fever"),
    ("I'm numb between my legs and can't pee", "I was numb between the legs and couldn't pee",
     "was numb between the legs and couldn't pee", "numbness between the legs"),
    ("I've got chest pain and I'm short of breath", "I had chest pain",
     "had chest pain on a run", "chest pain"),
    ("my calf is swollen and warm", "my calf was swollen and I had a clot",
     "has a blood clot in the calf", "a swollen calf"),
    ("I'm limping and my groin hurts at night", "I was limping for weeks",
     "has been limping for weeks", "a limp"),
    ("my groin hurts with every step", "my groin hurt with every step",
     "has groin pain with every step", "pain when walking"),
    ("my knee keeps giving way and the thigh is numb", "my knee kept giving way",
     "has a knee that keeps giving way", "a knee that gives way"),
    ("I have a hard painful lump in my groin", "I had a hard lump in my groin",
     "found a hard lump in the groin", "a hard lump in the groin"),
    ("my wee is dark brown", "my wee was dark brown after a race",
     "had brown urine after a race", "dark urine"),
    ("my leg has gone cold and white", "my leg went cold and white",
     "had a cold white leg", "a cold pale leg"),
    ("I fell and now I limp and my hip hurts badly", "I fell and broke my hip",
     "fell and broke a hip", "a broken hip"),
    ("my hip is red, hot and swollen", "my hip was red and swollen",
     "had a red swollen hip", "redness and swelling of the joint"),
)  # fmt: skip
HARMLESS = (
    "Back in 2015 {1}, fully recovered. My hip flexors are tight after long runs, which stretch?",
    "Last year {1} but that's all healed and I run 30k a week. How do I keep my hips strong?",
    "When I was 17 {1}. I'm 40 now and just want a warm up routine for my hips.",
    "{1} two years ago. No problems since. My hip is a bit stiff after sitting, any exercises?",
    "So {1} in spring but the hospital sorted it and I got the all clear in July. Now tight hips.",
    "My friend {2}. It made me wonder. My own hips are just a bit tight, should I stretch them?",
    "My husband {2} so I run alone these days. My hip is a bit tight after 10k, what stretch?",
    "Somebody at my running club {2} on Sunday. Scary! I'm fine, only tight hips. Warm up tips?",
    "A girl I coach {2}. She's seeing a doctor. I just have stiff hips, what do you suggest",
    "I read that {3} can be a sign of something. I only have a tight hip flexor. What stretch?",
    "For my coaching course I have to write about {3}. Where can I read what it means?",
    "What should a runner do about {3}? Just asking in general, I'm fine.",
    "is {3} a red flag or am i overthinking",
    "No {3}, just a tight hip flexor after hills. What stretch?",
    "The doctor checked me for {3} and found nothing. Hip flexor strain. What exercises?",
)
GRAVE = (
    "Ran a half on Sunday. Since yesterday {0}. Is it just my hip flexor?",
    "My friend says it's nothing but {0}.",
    "No trouble breathing, no rash, nothing else wrong. But {0} since this morning.",
    "Two years ago I had the same. {0} again since Monday. Which stretch?",
    "My wife broke her arm last year and now {0}. We are a fine pair.",
    "My husband thinks I am making a fuss. {0}. He says walk it off.",
)


@pytest.mark.parametrize("frame", HARMLESS)
def test_what_was_once_or_is_of_others_is_no_sign(index: SearchIndex, frame: str) -> None:
    told = [frame.format(*sign) for sign in SIGNS]
    assert [text for text in told if index.find(text).red_flag] == []


@pytest.mark.parametrize("frame", GRAVE)
def test_beside_such_words_the_writers_own_sign_is_seen(index: SearchIndex, frame: str) -> None:
    told = [frame.format(*sign) for sign in SIGNS]
    assert [text for text in told if index.find(text).red_flag is None] == []


@pytest.mark.parametrize(
    "text",
    [
        "my scalp tingles after mint shampoo. my hip flexors are tight, which stretch?",
        "fingers swell on summer runs. Hips a bit tight from sitting.",
        "landing doesn't hurt, walking is fine, the knee doesn't buckle. Hip flexor a bit sore.",
        "tight hip flexor. no clicks, no fever, swelling, numbness, no bruise",
        "41 f, hip flexors sore for two days after a hill race, easing",
    ],
)
def test_another_part_and_what_is_well_are_no_sign(index: SearchIndex, text: str) -> None:
    assert index.find(text).red_flag is None


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("hip replaced 4 years ago, slight ache at the front after gardening", "new_hip_mild"),
        ("breast cancer 6 years ago, a mild ache in both hips after hill reps", "cancer_mild"),
        ("tingling down the leg when I drive, the same for months, leg is strong",
         "steady_tingling"),
        ("22 weeks pregnant, pelvis aches when I turn over in bed, mild", "pelvis_in_pregnancy"),
        ("felt a pop in my thigh three weeks ago, walking is fine, can't sprint", "old_pop"),
    ],
)  # fmt: skip
def test_what_can_wait_for_days_is_asked_as_that(index: SearchIndex, text: str, sign: str) -> None:
    found = index.find(text)
    assert found.red_flag is None
    assert sign in [asked.id for asked in found.asks]


@pytest.mark.parametrize(
    "text",
    [
        "I have thin bones. I stumbled and it hurts in the groin when I put the foot down",
        "i fell on my hip and it hurts to walk",
        "fell off my bike, broke my hip",
        "landing hurts deep in the groin, no fever, and I limp",
        "groin pain not better, worse every run, and I feel it walking",
        "can't feel it when I wee and my bum is numb",
        "my ankle and calf are swollen since the flight",
        "stairs are agony, my hip hurts at night",
        "my groin throbs when I am resting, nothing helps",
    ],
)
def test_what_sounds_harmless_hides_no_sign_beside_it(index: SearchIndex, text: str) -> None:
    assert index.find(text).red_flag is not None
