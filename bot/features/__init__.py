"""The rooms of the house. Removing a feature is removing its folder and its name here."""

from bot.features.account.handlers import FEATURE as ACCOUNT
from bot.features.broadcast.handlers import FEATURE as BROADCAST
from bot.features.calendar.handlers import FEATURE as CALENDAR
from bot.features.check.handlers import FEATURE as TRIAGE
from bot.features.diary.handlers import FEATURE as DIARY
from bot.features.plan.handlers import FEATURE as PLAN
from bot.features.progress.handlers import FEATURE as PROGRESS
from bot.features.quiz.handlers import FEATURE as QUIZ
from bot.features.remedies.handlers import FEATURE as REMEDIES
from bot.features.reminders.handlers import FEATURE as REMINDERS
from bot.features.start.handlers import FEATURE as START

# The order of Telegram's command menu and of /help.
FEATURES = (
    START, TRIAGE, PLAN, DIARY, REMINDERS, CALENDAR, REMEDIES, QUIZ, PROGRESS, ACCOUNT, BROADCAST,
)  # fmt: skip
