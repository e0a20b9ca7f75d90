"""Whom to call, in the language in which somebody wrote of what may be an emergency."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from bot.chat.markup import Markup, bold
from bot.domain.check.model import Hold, Urgency
from bot.domain.people.model import Person
from bot.domain.places.zones import country_of_zone
from bot.library.content import Content
from bot.library.sentences import filled
from bot.library.spoken import SpokenRecord
from bot.search.spoken import OTHER

_NUMBER = re.compile(r"\d{2,}")


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whom to call where the person is, as it stands in a sentence of any language."""

    emergency: str
    crisis: str


def numbers(person: Person, content: Content) -> Numbers:
    """Return the numbers of the person's country, of that of their clock, or several."""
    country = content.country(person.country or country_of_zone(person.zone))
    found = dict.fromkeys(_NUMBER.findall(country.emergency))
    return Numbers(" / ".join(found), country.crisis)


def said(language: str, at: Numbers, content: Content, quote: str = "") -> SpokenRecord:
    """Return the sentences of a language with the numbers, those in English where it has none."""
    spoken = (content.spoken.get(language) or content.spoken[OTHER]).said
    values = {"emergency": at.emergency, "crisis": at.crisis, "quote": quote}
    return filled(spoken, values)


def called(person: Person, holds: Iterable[Hold], content: Content) -> Markup | None:
    """Return whom to call for what holds, in the language of the words; None for English."""
    grave = (h for h in holds if h.urgency >= Urgency.URGENT_SAME_DAY and h.seen_at is None)
    language = next((hold.language for hold in grave if hold.language), "")
    return bold(said(language, numbers(person, content), content).called) if language else None
