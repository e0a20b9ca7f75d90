"""What in the diary opens the check again, and what is filled in or ticked there."""

from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

from whenever import Date

from bot.domain.check.model import Answers, Question, Urgency
from bot.domain.check.rules import assess
from bot.domain.diary.model import PEAK, REASONS, Compared, Entry, Reason, ReopenRule, Watch
from bot.domain.diary.rules import STRONG, zone_of
from bot.domain.plan.model import Zone

FAR_BACK_DAYS = 60  # older entries say nothing about today
_WEEK = 7
_TWO_WEEKS = 14
_DAYS_NEEDED = 3  # of a week, before its mean says anything
_RISE = 1.0  # out of 10, from one week's mean to the next
_RELIEF = 0.5  # out of 10: what is less is no better
_LEAST = 1.0  # a mean below is as good as gone


def reasons(evidence: Iterable[Entry], today: Date) -> tuple[Reason, ...]:
    """Return every reason that the entries since the last check give, the gravest first."""
    entries = tuple(evidence)
    return tuple(reason for reason in REASONS if _HOLDS[reason](entries, today))


def highest(evidence: Iterable[Entry]) -> int:
    """Return the highest pain in some entries, 0 where none was noted."""
    return max((entry.peak or 0 for entry in evidence), default=0)


def daily(entries: Iterable[Entry]) -> Mapping[Date, int]:
    """Return the highest pain of each day on which some was noted."""
    found: dict[Date, int] = {}
    for entry in entries:
        if entry.peak is not None:
            found[entry.on] = max(entry.peak, found.get(entry.on, 0))
    return found


def mean(days: Mapping[Date, int], first: Date) -> float | None:
    """Return the mean of the week from `first`; None where fewer than three days were noted."""
    last = first.add(days=_WEEK - 1)
    week = [pain for on, pain in days.items() if first <= on <= last]
    return sum(week) / len(week) if len(week) >= _DAYS_NEEDED else None


def fitting(rules: Iterable[ReopenRule], reasons: Iterable[Reason]) -> tuple[ReopenRule, ...]:
    """Return the rules of some reasons, in the content's order."""
    wanted = set(reasons)
    return tuple(rule for rule in rules if rule.when in wanted)


def fills(rules: Iterable[ReopenRule]) -> frozenset[str]:
    """Return the questions of the check that the diary may fill in."""
    return frozenset(name for rule in rules for name in rule.answers)


def filled_in(rules: Iterable[ReopenRule], peak: int) -> Answers:
    """Return the answers of the check that the diary knows; of two to a question, the graver."""
    answers: dict[str, frozenset[str]] = {}
    for rule in rules:
        for question, options in rule.answers.items():
            chosen = frozenset(str(peak) if option == PEAK else option for option in options)
            answers.setdefault(question, chosen)
    return answers


def urgency(watch: Watch, rules: Iterable[ReopenRule], known: Answers, earlier: Answers) -> Urgency:
    """Return how soon somebody should look, as the check says of what the diary knows.

    All else is taken as calm, but for what an earlier check's answers say of the bone.
    """
    bone = {
        question.id: chosen
        for question in watch.triage.questions
        if (chosen := _of_the_bone(question) & earlier.get(question.id, frozenset()))
    }
    found = assess(watch.triage, {**watch.calm, **bone, **known})
    return max([found.urgency, *(rule.urgency for rule in rules)])


def _of_the_bone(question: Question) -> frozenset[str]:
    return frozenset(option.id for option in question.options if "bone" in option.facts)


def ticked(rules: Iterable[ReopenRule]) -> Answers:
    """Return the ticks that the diary sets where the check asks for several answers."""
    return {name: frozenset(options) for rule in rules for name, options in rule.ticks.items()}


Entries = tuple[Entry, ...]


def _two_days(entries: Entries, today: Date) -> bool:
    since = today.subtract(days=_TWO_WEEKS - 1)
    red = [on for on, p in daily(entries).items() if zone_of(p) is Zone.RED and on >= since]
    return len(red) > 1


def _worse_mornings(entries: Entries, _: Date) -> bool:
    """Say whether two days of efforts in succession were followed by a worse morning."""
    worse: dict[Date, bool] = {}
    for entry in sorted(entries, key=lambda e: e.on):
        if entry.effort and entry.compared:
            worse[entry.on] = worse.get(entry.on, False) or entry.compared is Compared.WORSE
    return any(one and other for one, other in pairwise(worse.values()))


def _rising(entries: Entries, today: Date) -> bool:
    days = daily(entries)
    now = mean(days, today.subtract(days=_WEEK - 1))
    before = mean(days, today.subtract(days=2 * _WEEK - 1))
    return now is not None and before is not None and now - before >= _RISE


def _no_better(entries: Entries, today: Date) -> bool:
    """Compare the last seven days with the first seven, two weeks or more after these began."""
    days = daily(entries)
    begun = min(days, default=today)
    if begun > today.subtract(days=_TWO_WEEKS):
        return False
    now, first = mean(days, today.subtract(days=_WEEK - 1)), mean(days, begun)
    return now is not None and first is not None and now >= _LEAST and now > first - _RELIEF


_HOLDS: Mapping[Reason, Callable[[Entries, Date], bool]] = {
    "sign": lambda entries, _: any(entry.sign for entry in entries),
    "landing": lambda entries, _: any(entry.landing for entry in entries),
    "limp": lambda entries, _: any(entry.limp for entry in entries),
    "night": lambda entries, _: any(entry.night for entry in entries),
    "strong": lambda entries, _: highest(entries) >= STRONG,
    "two_days": _two_days,
    "worse_mornings": _worse_mornings,
    "rising": _rising,
    "no_better": _no_better,
}
