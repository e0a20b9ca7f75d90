"""The ids of the content by which code asks for it: each is checked when the content is loaded.

What code decides by is no id at all but a fact: `facts` of an option, `answer` of a sign.
"""

from collections.abc import Iterator

from bot.domain.check.model import FACTS
from bot.domain.reminders.rules_due import PHRASES as REMINDERS
from bot.library.content import Content
from bot.pictures.zones import NUMBERED
from bot.search.ranking import CONCEPTS

PHRASES = frozenset(
    {
        "held_check", "held_examine", "held_first_check", "held_seen", "held_soon", "held_soon_by",
        "held_soon_late", "held_young",
        "in_an_emergency", "no_plan",
        "not_reviewed", "out_of_scope", "privacy", "progress_counted", "progress_hand_over",
        "progress_known", "stop_rule", "typed_clinician_soon", "typed_emergency",
        "typed_self_harm", "typed_urgent_same_day",
    }
)  # fmt: skip
"""Sentences of phrases.toml."""

TOPICS = frozenset({"kneeling_stretch", "medical", "out_of_scope", "red_flag", "stretching"})
"""Pages to which code leads by itself."""

BEGAN = ("onset", "duration", "trend")
"""Questions of the check that say how the pain began, as a clinician is handed them."""

EVERYWHERE = "all"
"""The country of those who have not said theirs."""


def unmet(content: Content) -> Iterator[str]:
    """Yield what code leans on and the content does not have, and phrases that nobody says."""
    for phrase in sorted(PHRASES - content.phrases.keys()):
        yield f"phrases.toml: phrase {phrase}: is missing"
    for phrase in sorted(content.phrases.keys() - PHRASES):
        yield f"phrases.toml: phrase {phrase}: nobody says it"
    for phrase in sorted(REMINDERS - content.reminders.keys()):
        yield f"reminders.toml: phrase {phrase}: is missing"
    for topic in sorted(TOPICS - content.topics.keys()):
        yield f"topics: topic {topic}: is missing"
    spoken = {concept.id for concept in content.writing.concepts}
    for concept in sorted(CONCEPTS - spoken):
        yield f"search.toml: concept {concept}: is missing"
    if EVERYWHERE not in content.countries:
        yield f"countries.toml: country {EVERYWHERE}: is missing"
    for question in sorted(set(BEGAN) - {q.id for q in content.triage.questions}):
        yield f"triage.toml: question {question}: is missing"
    yield from _facts(content)
    if not any(sign.answer == "despair" for sign in content.signs.flags):
        yield "red_flags.toml: no sign has the answer despair"


def _facts(content: Content) -> Iterator[str]:
    options = [(q, option) for q in content.triage.questions for option in q.options]
    meant = {fact for _, option in options for fact in option.facts}
    for fact in FACTS:
        if fact not in meant:
            yield f"triage.toml: no option has the fact {fact}"
    for question, option in options:
        is_place = question.is_mapped and "nowhere" not in option.facts
        if is_place and option.id not in NUMBERED:
            yield f"triage.toml: question {question.id}: the map has no place {option.id}"
