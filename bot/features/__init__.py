"""The rooms of the house. Removing a feature is removing its folder and its name here."""

from bot.features.account.handlers import FEATURE as ACCOUNT
from bot.features.remedies.handlers import FEATURE as REMEDIES
from bot.features.start.handlers import FEATURE as START
from bot.features.triage.handlers import FEATURE as TRIAGE

# The order of Telegram's command menu and of /help.
FEATURES = (START, TRIAGE, REMEDIES, ACCOUNT)
