"""Reads plain words that ask for what a command does: "log 4", "stop the reminders", "hi"."""

import re
from dataclasses import dataclass
from typing import Literal

Room = Literal[
    "pain", "diary", "reminders", "settings", "delete", "help", "home", "plan", "run", "today"
]
_PLEASE = "(?:please |pls |hey |ok |can you |could you |i want to |i wanna )*"
_WISHES: tuple[tuple[Room, str], ...] = (
    ("pain", (r"(?:log |note )?(?:hip )?(?:pain)?(?: is| was|:)? ?(\d{1,2})"
             r"(?: ?/ ?10| out of 10)?(?: today| now)?")),
    ("diary", r"(?:i )?(?:ran|jogged) .{0,60}pain:? \d{1,2}.{0,20}"),
    ("reminders", (r"(?:stop|pause|cancel|turn off|switch off|no more|show|change) "
                  r"(?:all )?(?:the |my )?reminders?")),
    ("settings", (r"(?:set|change) (?:the |my )?"
                 r"(?:time ?zone|clock|country|units|settings)(?: (?:to|is) .{0,40})?")),
    ("delete", r"(?:delete|remove|erase) (?:my account|me|everything|all my data|my data)"),
    ("help", r"help|what can (?:you|this bot) do|how does this work|commands|who are you"),
    ("home", (r"hi|hello|hey|hiya|good (?:morning|evening|day)|start|menu"
             r"|thanks|thank you|thx|ty|cheers")),
    ("plan", r"skip(?: (?:it|this|the session))?(?: today)?|(?:show )?my plan"),
    ("run", r"(?:can|may|should|do) i run tomorrow"),
    ("today", (r"what (?:do|should|can) i do today|(?:can|may|should) i run(?: today)?"
              r"|what is on today")),
)  # fmt: skip
_READERS = [(room, re.compile(f"{_PLEASE}(?:{pattern})")) for room, pattern in _WISHES]
_LONGEST = 100  # characters
_MOST_PAIN = 10


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for; `pain` from 0 to 10 where that is to be noted."""

    room: Room
    pain: int | None = None


def read(words: str) -> Wish | None:
    """Return what a short line asks for, None where it is no wish that is known."""
    line = " ".join(words.lower().split()).strip(" .!?")
    if not line or len(line) > _LONGEST:
        return None
    for room, pattern in _READERS:
        found = pattern.fullmatch(line)
        if found and room == "pain":
            pain = int(found.group(1))
            return Wish(room, pain) if pain <= _MOST_PAIN else None
        if found:
            return Wish(room)
    return None
