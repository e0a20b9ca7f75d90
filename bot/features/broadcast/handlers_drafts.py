"""Drafts: made by a command or by typing, shown as they will be, tested, confirmed, deleted."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.incoming import Incoming, Message
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.broadcast import rules_drafts as rules
from bot.domain.broadcast import store, work_drafts
from bot.domain.broadcast.model import EXERCISE_SUBJECTS, Broadcast, CopiedMessage, State
from bot.domain.broadcast.rules import needs_second_confirm
from bot.domain.broadcast.work_drafts import UNDO_S, Confirmation, DraftText, Edit, Edited
from bot.features.broadcast import screens_drafts as screens
from bot.features.broadcast.screens_sending import confirmed
from bot.services import Services

GONE = Toast("That draft is gone or was confirmed. /broadcast lists them all.")
_BEGUN = Toast(
    "It has begun or ended: it cannot be changed any more. /broadcast shows how far it is."
)
_TAKEN_BACK = "It waits no more, and is a draft again: nobody gets it until you send it."
_CHANGED = "It was changed meanwhile: this is how it is now."

Tap = Callable[[Incoming, Services], Awaitable[Reply]]


def of_draft(ask: Callable[[Broadcast], Screen]) -> Tap:
    """Make the handler of a tap that only asks something about the draft it names."""

    async def handle(incoming: Incoming, services: Services) -> Reply:
        draft = await services.db.read(store.draft, draft_id(incoming))
        return ask(draft) if draft else GONE

    return handle


def draft_id(incoming: Incoming) -> int:
    """Return the number of the draft that a button names."""
    return incoming.number(0, -1)


async def composed(incoming: Incoming, services: Services) -> Screen | None:
    """Return the preview of what an admin's command brings; None where it brings nothing."""
    message = incoming.message
    if message is None:
        return None
    if not message.is_text:
        return screens.send_it_first()
    markup = rules.without_command(message.markup)
    if not rules.is_blank(markup):
        return await _begin(incoming, services, markup)
    if message.replies_to is None:
        return None
    return await _begin(incoming, services, CopiedMessage(incoming.chat_id, message.replies_to))


async def offered(incoming: Incoming, _: Services) -> Screen | None:
    """Ask whether what an admin sent is to be broadcast; an album cannot be."""
    message = incoming.message
    if message is None:
        return None
    return screens.no_album() if message.is_album else screens.broadcast_this(message.message_id)


async def copy(incoming: Incoming, services: Services) -> Screen:
    """Begin a draft of a message that the admin sent before; the same again is the same draft."""
    source = CopiedMessage(incoming.chat_id, incoming.number(0, 0))
    return await _begin(incoming, services, source)


async def new(_: Incoming, __: Services) -> Screen:
    """Ask for the text of a new draft."""
    return screens.write()


async def write(incoming: Incoming, services: Services) -> Reply:
    """Take a typed text: of a new draft, or of one that there is."""
    message = incoming.message
    if message is None or rules.is_blank(message.markup):
        return screens.write()
    if incoming.args:
        return await _retext(message, incoming, services)
    under_a_picture = CopiedMessage(incoming.chat_id, message.message_id)
    return await _begin(incoming, services, message.markup if message.is_text else under_a_picture)


async def _retext(message: Message, incoming: Incoming, services: Services) -> Reply:
    if not message.is_text:
        return screens.send_it_first()
    advises = await _advises_exercise(message.markup, services)

    def rewritten(draft: Broadcast) -> Broadcast:
        # The bot alone never takes back that it advises exercise: an admin may.
        both = advises or draft.advises_exercise
        return replace(draft, markup=message.markup, source=None, advises_exercise=both)

    return await changed(rewritten, incoming, services)


async def show(incoming: Incoming, services: Services) -> Reply:
    """Send the message itself to the admin, and the control message after it."""
    desk = await _desk(incoming, services)
    return screens.below(screens.preview(desk)) if desk else GONE


async def edit(incoming: Incoming, services: Services) -> Reply:
    """Show the control message again."""
    desk = await _desk(incoming, services)
    clock = incoming.args[1] if len(incoming.args) > 1 else ""
    return screens.control(replace(desk, clock=clock)) if desk else GONE


async def advises(incoming: Incoming, services: Services) -> Reply:
    """Take whether an announcement advises exercise, and so leaves out people on hold."""
    wanted = incoming.args[1:2] == ("yes",)
    return await adjusted(lambda it: replace(it, advises_exercise=wanted), incoming, services)


async def send(incoming: Incoming, services: Services) -> Reply:
    """Confirm what was shown; ask once more where it is for many."""
    return await _confirm(incoming, services, is_sure=False)


async def really(incoming: Incoming, services: Services) -> Reply:
    """Confirm for the second time."""
    return await _confirm(incoming, services, is_sure=True)


async def discard(incoming: Incoming, services: Services) -> Reply:
    """Delete a draft."""
    is_done = await services.db.run(work_drafts.discard, draft_id(incoming))
    return screens.discarded(draft_id(incoming)) if is_done else GONE


async def take_back(incoming: Incoming, services: Services) -> Reply:
    """Make a draft again of a broadcast that waits for its time, to change, move or delete it."""
    draft = await services.db.run(work_drafts.take_back, draft_id(incoming))
    if draft is None:
        return _BEGUN
    desk = await seen_on_desk(draft, incoming, services)
    return screens.below(screens.preview(replace(desk, note=_TAKEN_BACK)))


async def edited(change: Edit, incoming: Incoming, services: Services) -> Edited | None:
    """Change the draft that a button names."""
    return await services.db.run(work_drafts.edit, draft_id(incoming), incoming.person_id, change)


async def changed(change: Edit, incoming: Incoming, services: Services) -> Reply:
    """Change a draft's message, and show it again."""
    found = await edited(change, incoming, services)
    return await shown_again(found.draft, incoming, services) if found else GONE


async def shown_again(draft: Broadcast, incoming: Incoming, services: Services) -> Screen:
    """Show a draft whose message changed."""
    preview = screens.preview(await seen_on_desk(draft, incoming, services))
    return preview if incoming.message else screens.below(preview)


async def adjusted(change: Edit, incoming: Incoming, services: Services) -> Reply:
    """Change something about a draft that is not its message, and show what would happen."""
    found = await edited(change, incoming, services)
    return screens.control(await seen_on_desk(found.draft, incoming, services)) if found else GONE


async def seen_on_desk(
    draft: Broadcast, incoming: Incoming, services: Services
) -> screens.DraftDesk:
    """Return a draft with what an admin must know."""
    reach = await services.db.survey(work_drafts.reach_of, draft, incoming.now)
    return screens.DraftDesk(draft, reach, services.settings.messages_per_second)


async def _desk(incoming: Incoming, services: Services) -> screens.DraftDesk | None:
    """Return the draft that a button names, with what an admin must know."""
    found = await services.db.survey(work_drafts.reach, draft_id(incoming), incoming.now)
    return screens.DraftDesk(*found, services.settings.messages_per_second) if found else None


async def _begin(incoming: Incoming, services: Services, content: str | CopiedMessage) -> Screen:
    # What stands in a message that is sent on is not known here: an admin says that it is harmless.
    advises = not isinstance(content, str) or await _advises_exercise(content, services)
    written = DraftText(incoming.person_id, content, advises)
    draft = await services.db.run(work_drafts.begin, written, incoming.now)
    return screens.preview(await seen_on_desk(draft, incoming, services))


async def _advises_exercise(markup: str, services: Services) -> bool:
    """Say whether a text reads like advice to exercise: what it finds first is an exercise."""
    found = (await asyncio.shield(services.search)).find(rules.visible(markup))
    first = found.hits[0].topic if found.hits and not found.red_flag else None
    return first is not None and services.content.topics[first].group in EXERCISE_SUBJECTS


async def _confirm(incoming: Incoming, services: Services, *, is_sure: bool) -> Reply:
    """Ask what is to be asked before, of what is counted now; then one unit of work decides."""
    desk = await _desk(incoming, services)
    if desk is None:
        return GONE
    revision = incoming.args[1] if len(incoming.args) > 1 else ""
    if not desk.reach.people:
        return screens.nobody(desk)
    is_current = revision == str(desk.draft.revision)
    if needs_second_confirm(desk.reach.people) and is_current and not is_sure:
        return screens.really(desk)
    person_id, reach = incoming.person_id, desk.reach.people
    pressed = Confirmation(desk.draft.broadcast_id, revision, person_id, reach, UNDO_S)
    found = await services.db.run(work_drafts.confirm, pressed, incoming.now)
    if found is None:
        return GONE
    if found.state is State.DRAFT:
        again = await seen_on_desk(found, incoming, services)
        return screens.preview(replace(again, note=_CHANGED))
    return confirmed(replace(desk, draft=found))


TAPS = {
    "new": new,
    "rewrite": of_draft(lambda draft: screens.write(draft.broadcast_id)),
    "write": write,
    "copy": copy,
    "show": show,
    "edit": edit,
    "advises": advises,
    "send": send,
    "really": really,
    "discard": discard,
    "take_back": take_back,
}
