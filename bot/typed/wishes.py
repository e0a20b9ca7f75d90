"""Reads plain words that ask for what a command does: "log 4", "stop the reminders", "hi"."""

import re
from dataclasses import dataclass
from typing import Literal

from bot.typed.expressions import expression

Room = Literal[
    "pain", "diary", "reminders", "settings", "delete", "export", "privacy", "help", "home", "plan",
    "check", "quiz", "progress", "ran", "run", "when", "race", "seen", "over", "stretches",
]  # fmt: skip
When = Literal["today", "tomorrow"] | int
"""A day that is asked about; as a number a weekday, Monday is 0."""

_PLEASE = (
    "(?:(?:please|pls|hey|hi|hello|ok|so|just|can you|could you|would you|i want to|i wanna|"
    "i would like to|i'd like to|let me|tell me|show me|give me)[, ]+)*"
)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_ON = (
    r"(?:(?:on |this |next )?(?:today|now|tonight|this morning|this evening|this afternoon"
    r"|tomorrow|tmrw|tmr|2moro|tomoz|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*)(?: morning| evening)?)"
)
_MAY = (
    r"(?:can|may|should|shall|could|do|must|am) i(?: be)?(?: allowed to| ok to| able to| have to)?"
    r"|(?:is it )?(?:ok|okay|safe|alright|fine)(?: for me)? to|ok if i|is it ok if i"
)
_EFFORT = (
    r"(?:still )?(?:go )?(?:for )?(?:a |out )?(?:little |short |easy )?"
    r"(?:run|running|jog|jogging|train|training|exercise|rest|race|workout|work out)"
)
_WHO = (
    r"(?:doctor|doc|dr|gp|physio|physiotherapist|physical therapist|pt|consultant|specialist"
    r"|hospital|clinic|nurse|a ?& ?e|surgeon|osteopath|er|urgent care|sports doctor)"
)
_CLEARED = (
    r"(?:cleared|clear|all clear|ok|okay|fine|allowed|good to go|green light|discharged|signed off"
    r"|go ahead|nothing serious|can run|can train|can exercise|happy with it|given the all clear)"
)
_RAN = (
    r"ran|jogged|did an? (?:easy |short |long |little )?(?:run|jog)|went for an? \w* ?(?:run|jog)"
)
_WISHES: tuple[tuple[Room, str], ...] = (
    ("pain", (
        r"(?:log |note |put down |record )?(?:a |my )?(?:hip |todays |current )?"
        r"(?:pain)?(?: level| score)?(?: is| was|:|'s| at| of)?(?: about| around| a)? ?"
        r"(?P<pain>\d{1,2})(?: ?/ ?10| out of (?:10|ten)| of 10)?(?: pain)?"
        r"(?: today| now| right now| this morning| tonight| for today)?"
    )),
    ("ran", (
        rf"(?:i )?(?:just |have |also )?(?:{_RAN})\b.{{0,60}}\bpain\b\D{{0,12}}\d{{1,2}}.{{0,20}}"
    )),
    ("diary", (
        r"(?:my |the |open |log )*(?:diary|log|log pain|log my pain|note pain|my pain)"
    )),
    ("reminders", (
        r"(?:stop|pause|cancel|turn off|switch off|mute|no more|show|change|list|delete|remove"
        r"|edit) "
        r"(?:all )?(?:of )?(?:the |my |these |those |your |sending me |sending )*"
        r"(?:reminders?|messages?|notifications?|alerts?)"
        r"|turn (?:the |my )?reminders? off|reminders?(?: off)?|my reminders|stop|unsubscribe"
        r"|stop (?:messaging|texting|bothering|reminding) me|mute"
    )),
    ("settings", (
        r"(?:set|change|update|fix) (?:the |my )?"
        r"(?:time ?zone|clock|country|units|settings|time|side)(?: (?:to|is) .{0,40})?"
        r"|(?:my )?settings|i (?:live in|moved to|am in) [a-z ]{2,30}|use (?:miles|km|kilomet\w+)"
    )),
    ("delete", (
        r"(?:delete|remove|erase|wipe|forget) (?:my account|me|everything|all|all of it|all my data"
        r"|my data|all my info\w*|my info\w*)|close my account"
    )),
    ("export", (
        r"(?:export|download|send me|get|copy of)(?: a copy of)? (?:all )?(?:my|the) data"
        r"|a copy of my data|what data do you have(?: on| about)? ?(?:me)?"
    )),
    ("privacy", (
        r"privacy(?: policy)?|what do you (?:keep|store|know)(?: about me)?|is this private"
    )),
    ("help", (
        r"help|help me|what (?:can|do) (?:you|this bot|it|i) do(?: here| with this)?"
        r"|how do(?:es)? (?:this|it|you) work|how do i use (?:this|you)|commands|what is this"
        r"|who are you|what are you|what can i (?:ask|type|say)(?: you)?|options"
    )),
    ("home", (
        r"(?:hi|hello|hey|hiya|yo|heya|hallo|howdy|greetings)(?: there| bot| again| flexor)?"
        r"|good (?:morning|evening|day|afternoon|night)|morning|start|menu|home|back"
        r"|(?:ok |okay |great |cool )?(?:thanks|thank you|thank u|thx|ty|tysm|cheers|ta)"
        r"(?: a lot| so much| very much| mate| bot| again)?"
        r"|ok|okay|k|great|cool|nice|perfect|awesome|got it|bye|goodbye|see you|see ya|how are you"
    )),
    ("check", (
        r"(?:do |start |begin |take |i need )?(?:the |a |my |another |new )*(?:pain )?check"
        r"(?: up)?(?: again)?|check (?:my |the )?(?:pain|hip|it|me)(?: again| please)?|restart"
        r"|triage|test me"
    )),
    ("quiz", (
        r"(?:start |play |do |take |open )?(?:the |a )?quiz(?: me)?"
        r"|ask me (?:a question|something)"
    )),
    ("progress", (
        r"(?:show )?(?:me )?(?:my )?(?:progress|stats|statistics|chart|graph|history)"
        r"|how am i doing|am i getting better"
    )),
    ("plan", (
        r"(?:skip|move|postpone|shift|swap)(?: (?:it|this|the session|the run|my run|today's run"
        r"|todays run|my session|session|run))?(?: today| to tomorrow)?"
        r"|(?:make |show |open )?(?:me )?(?:my |a |the )?(?:training |rehab )?plan"
        r"|can't (?:make it|do it|train) today|no time today"
    )),
    ("when", (
        r"when (?:can|may|will|could|should|am) i (?:be )?(?:able to |allowed to |finally )?"
        r"(?:start |go back to |get back to |return to )?"
        r"(?:run|running|jog|jogging|race)(?: again)?"
        r"|(?:when(?: is| 's|'s) )?(?:my |the )?next run"
        r"|how (?:long|soon)(?: until| till| before)? (?:can i|i can|can i start to)"
        r" (?:run|jog|start running)(?: again)?|how many days until i can run(?: again)?"
    )),
    ("race", (
        r"(?:i(?: have|'ve|ve)?(?: got| am running| am doing| entered| do| signed up for)? "
        r"|i'm (?:doing|running) |my |got )?(?:a |an |the |my )?(?:[a-z]+ ){0,2}"
        r"(?:race|marathon|half|10k|5k|parkrun|ultra|triathlon|duathlon|relay)"
        r"(?: is| coming up)? ?(?:(?:in|on|this|next|at|within) .{1,25}"
        r"|tomorrow|soon|coming up)(?:[,.?! ]+(?:(?:what|can|should|will|how|is) .{0,40}))?"
        r"|(?:can|should|may|could) i (?:still )?"
        r"(?:race|do my race|run my race|do the race)(?: .{0,25})?"
    )),
    ("run", (
        rf"(?:{_MAY}) {_EFFORT}(?: or {_EFFORT})?(?: {_ON})?"
        rf"|do i (?:need|have|get) (?:a |to )?(?:rest|run)(?: day)?(?: {_ON})?"
        rf"|is (?:it|{_ON}) a (?:rest|run)(?:ning)? day"
        rf"|(?:run or rest|rest or run)(?: {_ON})?"
    )),
    ("run", (
        rf"what (?:do|should|can|shall|must|am) i (?:do|doing|supposed to do)(?: {_ON})"
        r"|what(?: is|'s|s) (?:on|next|up|the plan|my plan|planned|due)(?: for)?"
        rf"(?: {_ON})?|(?:today|tomorrow)(?:'s|s)?(?: plan| session| run)?"
        rf"|what do i have(?: to do)? {_ON}|what now"
    )),
    ("seen", (
        r"i(?: have|'ve| was|ve)? (?:been|got) (?:seen|examined|checked out|checked over|looked at)"
        rf"(?: by (?:a |the |my )?{_WHO})?(?: today| now| yesterday)?"
        r"|(?:i )?(?:have |'ve |ve )?(?:been to|saw|seen|went to|visited)"
        rf" (?:a |the |my )?{_WHO}(?: today| yesterday| now)?"
        rf"(?:[,. ]+(?:and )?.{{0,30}}{_CLEARED}.{{0,25}})?"
        rf"|(?:the |my |a )?{_WHO} (?:says|said|has|reckons|told me|gave me|thinks)"
        rf" .{{0,30}}{_CLEARED}.{{0,25}}"
        r"|(?:i am |i'm |im |i was |i got |got |been )?(?:cleared|signed off|discharged)"
        rf"(?: to (?:run|train|exercise)| by (?:the |my )?{_WHO}| for running)?"
        r"(?: now| today| again)?"
        r"|(?:i )?(?:got|have|was given) the all clear.{0,20}"
    )),
    ("over", (
        r"(?:it|it's|its|that|that's|thats|this|the pain)(?: is| has| was|'s)?(?: all)?(?: now)? "
        r"(?:over|gone|passed|stopped|settled|finished|better|done)(?: now| again| away)?"
        r"|(?:it is |it's |its )?(?:not|no longer) happening(?: now| any ?more)?|false alarm"
        r"|i(?: am|'m|m) (?:fine|ok|okay|better)(?: now| again)|all gone|it went away"
    )),
    ("stretches", (
        r"(?:i )?(?:only |just )*(?:want |need |would like |looking for |do )?(?:only |just )?"
        r"(?:some |a few |a couple(?: of)? |the |three |3 |two |good |easy |a |any |best )*"
        r"(?:hip flexor |hip |flexor |hips )?stretch(?:es|ing)?"
        r"(?: for (?:my |the )?(?:hips?|hip flexors?))?(?: please| pls| plz)?"
    )),
)  # fmt: skip
_READERS = [(room, expression(f"{_PLEASE}(?:{pattern})")) for room, pattern in _WISHES]
_DENIES = expression(r"\b(?:not|no|never|n't|cant|cannot|dont|didnt|isnt|wont)\b|n't\b")
_NO_WORD = expression(r"[^\w\s/:.,&'-]")
_LONGEST = 100  # characters
_MOST_PAIN = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; `pain` from 0 to 10 where that is to be noted, `on` what day is meant."""

    room: Room
    pain: int | None = None
    on: When = "today"


def read(words: str) -> Wish | None:
    """Return what a short line asks for, None where it is no wish that is known."""
    plain = words.lower().replace("\u2019", "'")
    line = " ".join(_NO_WORD.sub(" ", plain).split()).strip(" .,")
    if not line or len(line) > _LONGEST:
        return None
    for room, pattern in _READERS:
        found = pattern.fullmatch(line)
        if not found or (room == "seen" and _DENIES.search(line)):
            continue
        if room == "pain":
            pain = int(found["pain"])
            return Wish(room, pain) if pain <= _MOST_PAIN else None
        return Wish(room, on=_day(line) if room == "run" else "today")
    return None


def _day(line: str) -> When:
    if re.search(r"\b(?:tomorrow|tmrw|tmr|2moro|tomoz)", line):
        return "tomorrow"
    found = re.search(rf"\b({'|'.join(_DAYS)})", line)
    return _DAYS.index(found[1]) if found else "today"
