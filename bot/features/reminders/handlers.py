"""The commands and buttons of reminders, and the clock that starts them."""

from bot.features.reminders import handlers_answers as answers
from bot.features.reminders import handlers_changing as changing
from bot.features.reminders import handlers_clock as clock
from bot.features.reminders import handlers_habits as habits
from bot.features.reminders import handlers_making as making
from bot.features.reminders import jobs
from bot.routes import Command, Feature, Job

FEATURE = Feature(
    "reminders",
    commands=(
        Command(
            "reminders",
            "what comes when; change, pause, switch off",
            changing.reminders,
            aliases=("stop",),
        ),
        Command(
            "remind",
            "a new one, such as /remind stretch 07:30 mon,wed,fri",
            making.remind,
            plain=r"(?:(?:please|pls|hey|can you|could you)\s+)*"
            r"(?:remind me|(?:set|make|create) (?:me )?a reminder)\b"
            r"(?!\s+(?:how|what|why|which|where|who)\b)",
        ),
    ),
    taps={
        "list": changing.reminders,
        "open": changing.open_one,
        "time": changing.time,
        "days": changing.days,
        "switch": changing.switch,
        "nudge": changing.nudge,
        "delete": changing.delete,
        "add": making.add,
        "kind": making.take_kind,
        "text": making.take_text,
        "at": making.take_time,
        "week": making.take_days,
        "yes": making.take_yes,
        "once": making.take_once,
        "suggest": making.suggest,
        "book": making.book,
        "clock": clock.take,
        "accept": making.accept,
        "pause": habits.pause,
        "quiet": habits.quiet,
        "keep": habits.keep,
        "stop": habits.stop,
        "all_on": habits.all_on,
        "now": answers.now,
        "done": answers.done,
        "later": answers.later,
        "skip": answers.skip,
    },
    jobs=(
        Job("reminders", jobs.EVERY_S, jobs.send_due, long=True),
        Job("clocks", jobs.CLOCKS_EVERY_S, jobs.ask_clocks),
    ),
)
