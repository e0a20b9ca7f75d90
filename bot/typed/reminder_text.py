"""Reads what is left of a reminder's line without its times: a kind, or the person's words."""

import re

from bot.domain.reminders.model import ReminderKind
from bot.typed.expressions import expression
from bot.typed.weekdays import TAKEN


def kind_named(words: str) -> ReminderKind | None:
    """Return the kind of reminder that words name, small words aside; None for any others."""
    found = re.findall(r"[a-z]+", words.lower())
    return _KINDS.get(" ".join(word for word in found if word not in _SMALL))


def is_about_exercise(words: str) -> bool:
    """Say whether words name something that waits while somebody must be seen first."""
    return _EXERCISE.search(words) is not None


def is_about_medicine(words: str) -> bool:
    """Say whether words name something to swallow or to rub in against pain."""
    return _MEDICINE.search(words) is not None


def has_words_of_time(words: str) -> bool:
    """Say whether words of time are left that no reader has taken: they may mean something."""
    return _LEFT_OVER.search(words) is not None


def without_small_words(line: str) -> str:
    """Return what is left of a line, without the small words that led to time and days."""
    line = " ".join(line.replace(TAKEN, " ").split())
    line = _LEADING.sub("", line)
    return _TRAILING.sub("", line).strip(" ,;-")


def unknown_time(line: str) -> re.Match[str] | None:
    """Return words for a time that no clock shows: before bed, after work, in a bit."""
    return _UNKNOWN_TIME.search(line)


def unknown_day(text: str) -> tuple[str, str]:
    """Take a day that there is not from words that are a kind of reminder without it."""
    for found in _LIKE_A_DAY.finditer(text):
        rest = f"{text[: found.start()]} {text[found.end() :]}"
        if not kind_named(text) and kind_named(rest):
            return rest.strip(), found[0]
    return text, ""


_SMALL = frozenset({"my", "the", "a", "an", "do", "time", "for", "to", "reminder", "of", "go"})
_NAMES = {
    ReminderKind.SESSION: (
        "stretch stretches stretching session sessions exercise exercises exercising strength "
        "workout workouts training rehab strech streches streching excercise excercises exercice "
        "exercices exersise exersises"
    ),
    ReminderKind.RUN: "run runs running jog jogging",
    ReminderKind.REST: "rest resting rest_day rest_days day_off",
    ReminderKind.MORNING: (
        "morning morning_check morning_check_in check_in checkin morning_question"
    ),
    ReminderKind.WEEKLY: "weekly weekly_score score impact impact_score",
    ReminderKind.QUIZ: "quiz quiz_question quiz_questions question",
    ReminderKind.TIP: "tip tips",
    ReminderKind.FOLLOW_UP: "follow_up followup",
}
_KINDS = {name.replace("_", " "): kind for kind, names in _NAMES.items() for name in names.split()}
_MEDICINE = expression(
    r"\b(?:ibuprof[ei]n|ibuprophen|paracetamol|acetaminophen|tylenol|panadol|advil|nurofen|motrin|aleve"
    r"|naproxen|aspirin|diclofenac|volt[ae]r(?:en|ol)|codeine|co-?codamol|tramadol|nsaids?"
    r"|pain\s?killers?|anti-?\s?inflammator(?:y|ies)|medicines?|medications?|meds|pills?|tablets?)\b",
    re.IGNORECASE,
)
_EXERCISE = expression(
    r"\b(?:stretch|exercis|strength|work(?:out|\s?out)|train(?:ing|er)?\b|rehab|physio|runs?\b|running"
    r"|jog|sprint|squat|lung(?:e|ing)|bridg|plank|clam|raises?\b|raising|deadlift|press(?:es|-?ups?)\b"
    r"|push-?\s?ups?|sit-?\s?ups?|crunch|foam|roll(?:er|ing)\b|yoga|pilates|pigeon|gym\b|weights\b|hop"
    r"(?:s|ping)\b|jump|skip(?:s|ping)\b|drills?\b|reps?\b|sets\b|mobility|band(?:s|ed)?\b|step-?\s?ups?"
    r"|cycl|bike|biking|swim|row(?:s|ing)\b|hik(?:e|ing)\b|march(?:es|ing)\b|warm-?\s?up|cool-?\s?down)",
    re.IGNORECASE,
)
_LIKE_A_DAY = expression(r"\b[a-z]+days?\b", re.IGNORECASE)
_LEFT_OVER = expression(
    r"\b(?:every|each|other|next|last|first|third|fourth|\d+(?:st|nd|rd|th)|months?|weeks?|hours?"
    r"|hrs?|minutes?|mins?|days?|[a-z]+days?|daily|weekly|mornings?|evenings?|afternoons?|nights?"
    r"|tonight|tomorrow|today|noon|am|pm|quarter|past|until|till|except|twice|once|again|also|starting"
    r"|from\s+\w+\s+to|before|after)\b|^\d{1,4}\s|\s\d{1,4}$|^.$|\d[:/]\d",
    re.IGNORECASE,
)
_LEADING = expression(
    r"\A(?:[,;:.-]|\b(?:please|pls|plz|hi|hey|(?:can|could|would|will)\s+you|i\s+want|remind(?:\s+me\s+about)?"
    r"|me|(?:set|make|create|add)\s+(?:me\s+)?(?:a\s+|up\s+)*(?:reminder|alarm)|(?:a\s+)?reminder|to|at|on"
    r"|for|and|every|each|in|from)\b|\s)*",
    re.IGNORECASE,
)
_TRAILING = expression(
    r"(?:(?:\s+|^)(?:at|on|for|every|each|and|from|in|the|please|pls|plz|thx|thanks|thank\s+you)"
    r"|[\s,;-])+$",
    re.IGNORECASE,
)
_UNKNOWN_TIME = expression(
    r"\b(?:(?:at|before|after|around|by)\s+(?:my\s+|the\s+)?(?:lunch(?:time)?|breakfast|dinner|supper|tea|bed(?:time)?"
    r"|work|dawn|sunrise|sunset|dusk|(?:my\s+)?run)|when\s+i\s+(?:wake|get)\s+up|lunchtime|sometime|some\s+time"
    r"|in\s+a\s+(?:bit|while|moment|minute|few\s+\w+)|(?:later|soon|asap|now)$)(?!\w)",
    re.IGNORECASE,
)
