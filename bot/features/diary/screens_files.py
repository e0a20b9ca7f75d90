"""A run out of a file, and why there is none in one, as screens."""

from bot.chat.actions import action
from bot.chat.markup import bold, fill, paragraphs, plain
from bot.chat.screen import Button, Row, Screen
from bot.chat.ways import HOME, LOG
from bot.domain.diary.work_recorded import RunSeen
from bot.features.diary.screens import amount, dated
from bot.library.held import Held
from bot.recorded.model import Unusable

KEPT_BEFORE = "You have sent this file before: its run is noted, once."
_TYPED = "You can also type it, such as: /log run 5 km 30 min pain 2"
_UNUSABLE: dict[Unusable, str] = {
    "broken": "I cannot read that file. I read runs as GPX, TCX or FIT, whole and not changed.",
    "large": "That file holds more than a run, so I stopped reading.",
    "empty": "There is no run in that file: no track, or one of less than a minute or 100 m.",
    "untimed": "That file has no times: it is a planned route, not a run.",
    "several": "That file holds more than one run. Send each as a file of its own.",
    "ride": "That is a ride. I note runs only.",
    "walk": "That is a walk or a hike. I note runs only.",
    "sport": "That is another sport. I note runs only.",
    "fast": "Nobody runs that fast: it looks like a ride, or the watch went wrong.",
}


def found(seen: RunSeen, waits: Held | None) -> Screen:
    """Show a run, to be kept; what holds is said first."""
    run, standing = seen.run, seen.found.standing
    zone = standing.person.zone
    at = run.began.to_tz(zone or "UTC").time().format("HH:mm")
    what = _length(run.metres, run.minutes, seen)
    first = (waits.text if standing.must_call else bold(waits.line)) if waits else None
    same = seen.same_day
    noted = same and (_length(same.metres, same.minutes, seen) or "without a length")
    keep = action(
        "diary", "keep", run.metres, run.minutes, seen.on.format_iso().replace("-", ""), run.token
    )
    rows: list[Row] = [(Button("Keep as another run" if same else "Keep this run", keep),)]
    if same:
        it_is = action("diary", "length_of", same.entry_id, run.metres, run.minutes)
        rows.insert(0, (Button("It is that run", it_is),))
    return Screen(
        paragraphs(
            first,
            fill(
                "<b>Your run: {what}.</b>\n{day} at {at}. The time is that of moving.",
                what=what,
                day=dated(seen.on, seen.found.on).capitalize(),
                at=at if zone else f"{at} UTC (your own clock: /timezone)",
            ),
            fill("You noted a run of that day: {noted}.", noted=noted) if same else None,
            plain("Where you ran is not kept."),
        ),
        (*rows, (Button("Leave it", HOME.does), LOG)),
    )


def other_time(seen: RunSeen) -> Screen:
    """Answer a run that is too old to be noted, or has not been yet."""
    ahead = seen.on > seen.found.on
    why = "by its clock it has not been yet" if ahead else "I note the last 30 days only"
    return _refused(f"That run is of {seen.on.format('D MMMM YYYY')}: {why}.")


def unusable(why: Unusable) -> Screen:
    """Say why there is no run in a file."""
    return _refused(_UNUSABLE[why])


def too_large() -> Screen:
    """Answer a file that is larger than a bot may have."""
    return _refused("That file is larger than 20 MB: I cannot fetch it.")


def not_fetched() -> Screen:
    """Say that a file could not be had."""
    return _refused("I could not get that file from Telegram. Please send it once more.")


def _refused(why: str) -> Screen:
    return Screen(paragraphs(bold(why), plain(_TYPED)), ((LOG, HOME),))


def _length(metres: int | None, minutes: int | None, seen: RunSeen) -> str:
    units = seen.found.standing.person.units
    far = amount("metres", metres, units) if metres else ""
    return " in ".join(p for p in (far, amount("minutes", minutes, units) if minutes else "") if p)
