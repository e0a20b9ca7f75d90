"""The plan's command and buttons."""

from bot.features.plan import handlers_ahead as ahead
from bot.features.plan import handlers_changing as changing
from bot.features.plan import handlers_cue as cue
from bot.features.plan import handlers_session as guided
from bot.features.plan import handlers_today as today
from bot.features.plan import jobs
from bot.routes import Command, Feature, Job

FEATURE = Feature(
    "plan",
    commands=(Command("plan", "today's exercises or run, and your week", today.plan),),
    taps={
        "begin": today.plan,
        "today": today.plan,
        "move": today.postpone,
        "questions": today.questions,
        "about": today.about,
        "side": changing.side,
        "sessions": changing.sessions,
        "runs": changing.runs,
        "make": changing.make,
        "change": changing.change,
        "pause": changing.pause,
        "back": changing.back,
        "again": changing.again,
        "end": changing.end,
        "gate": changing.gate,
        "start": guided.start,
        "first": guided.first,
        "done": guided.did,
        "sore": guided.sore,
        "just_sore": guided.just_sore,
        "sharp": guided.sharp,
        "skip": guided.skip,
        "easier": guided.easier,
        "steps": guided.steps,
        "timer": guided.timer,
        "set": guided.between,
        "go": guided.next_set,
        "ahead": ahead.ahead,
        "race": ahead.race,
        "rest": guided.rest,
        "ran": guided.ran,
        "cue": cue.begin,
        "cue_pause": cue.pause,
        "cue_on": cue.go_on,
        "cue_stop": cue.stop,
        "cue_hurts": cue.hurts,
        "cue_sign": cue.sign,
    },
    jobs=(Job("cues", jobs.EVERY_S, jobs.tell_runs),),
)
