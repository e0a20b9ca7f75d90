"""Checks references between content files."""

from collections.abc import Iterable, Iterator

from bot.domain.check.model import CheckOutcome, Urgency
from bot.library import stories, thresholds
from bot.library.content import Content
from bot.library.named import unmet


def loose_ends(content: Content) -> Iterator[str]:
    """Yield what names a source, topic, question or picture that is not there, in words."""
    for name, sources in _citations(content):
        for source in sources:
            if source not in content.sources:
                yield f"{name}: source {source} is not in sources.toml"
    for name, links in _links(content):
        for link in links:
            if link not in content.topics:
                yield f"{name}: there is no topic {link}"
    yield from thresholds.faults(content.thresholds, thresholds.IN_RULES)
    yield from content.plan.faults(content.topics)
    yield from content.plan.unasked(content.triage)
    yield from unmet(content)
    yield from stories.faults(content)
    yield from content.diary.faults(content.triage)
    yield from _without_picture(content)
    yield from _unknown_signs(content)
    for urgency in Urgency:
        if urgency not in content.triage.outcomes:
            yield f"triage.toml: there is no outcome {urgency.name.lower()}"


def _outcomes(content: Content) -> Iterator[CheckOutcome]:
    yield from content.triage.outcomes.values()
    yield from content.triage.special


def _unknown_signs(content: Content) -> Iterator[str]:
    for name, spoken in content.spoken.items():
        for sign in spoken.signs:
            if content.sign(sign.id) is None:
                yield f"{name}/spoken.toml: there is no sign {sign.id}"


def _without_picture(content: Content) -> Iterator[str]:
    for topic in content.topics.values():
        if topic.card and topic.card not in content.gallery.names:
            yield f"topic {topic.id}: there is no picture {topic.card}"


def _citations(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    yield from ((f"topic {t.id}", t.cited()) for t in content.topics.values())
    yield from ((f"phrase {p.id}", p.sources) for p in content.phrases.values())
    yield from ((f"threshold {t.id}", t.sources) for t in content.thresholds.values())
    yield from ((f"country {c.id}", c.sources) for c in content.countries.values())
    yield from ((f"figure {figure.id}", figure.sources) for figure in content.signs.figures)
    yield from ((f"cue {cue.id}", cue.sources) for cue in content.signs.cues)
    yield from ((f"sign {sign.id}", sign.sources) for sign in content.signs.flags)
    yield from ((f"rule {rule.id}", rule.sources) for rule in content.triage.rules)
    yield from ((f"cause {cause.id}", cause.sources) for cause in content.triage.causes)
    yield from ((f"outcome {o.id}", o.sources) for o in _outcomes(content))
    yield from content.plan.cited()
    yield from content.diary.cited()
    yield from ((f"quiz question {q.id}", q.sources) for q in content.quiz.values())
    yield from ((f"reminder {p.id}", p.sources) for p in content.reminders.values())
    yield from ((f"tip {tip.id}", tip.sources) for tip in content.tips.values())
    yield from ((f"spoken {name}", each.said.sources) for name, each in content.spoken.items())


def _links(content: Content) -> Iterator[tuple[str, Iterable[str]]]:
    yield from ((f"topic {t.id}", t.links()) for t in content.topics.values())
    yield from ((f"search.toml: topic {id_}", (id_,)) for id_ in content.findings)
    yield from ((f"cause {cause.id}", (cause.topic,)) for cause in content.triage.causes)
    yield from ((f"outcome {o.id}", o.topics) for o in _outcomes(content))
    yield from ((f"quiz question {q.id}", (q.topic,)) for q in content.quiz.values())
    yield from ((f"tip {tip.id}", (tip.topic,)) for tip in content.tips.values())
