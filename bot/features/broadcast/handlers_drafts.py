"""Drafts: made by a command or by typing, shown as they will be, tested, confirmed, deleted."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.chat.incoming import Incoming
from bot.chat.screen import Reply, Screen, Toast
from bot.domain.broadcast import rules_drafts as rules
from bot.domain.broadcast import store as broadcasts
from bot.domain.broadcast import store_drafts as store
from bot.domain.broadcast.rules import Broadcast, Source, State, number
from bot.domain.people import store as people
from bot.features.broadcast import screens_drafts as screens
from bot.features.broadcast.screens_sending import confirmed
from bot.services import Services

GONE = Toast("That draft is gone or was confirmed. /broadcast lists them all.")
_CHANGED = "It was changed meanwhile: this is how it is now."

DraftHandler = Callable[[Broadcast, Incoming, Services], Awaitable[Reply]]
Tap = Callable[[Incoming, Services], Awaitable[Reply]]


def of_draft(handler: DraftHandler) -> Tap:
    """Make a tap's handler that gets the draft its first argument names."""

    async def handle(incoming: Incoming, services: Services) -> Reply:
        draft_id = number(incoming.args[0] if incoming.args else "")
        draft = await services.db.run(broadcasts.one, draft_id)
        if draft is None or draft.state is not State.DRAFT:
            return GONE
        return await handler(draft, incoming, services)

    return handle


async def composed(incoming: Incoming, services: Services) -> Screen | None:
    """Return the preview of what an admin's command brings; None where it brings nothing."""
    message = incoming.message
    if message is None:
        return None
    if not message.is_text:
        return screens.send_it_first()
    markup = rules.without_command(message.markup)
    if rules.is_blank(markup):
        if message.replies_to is None:
            return None
        return await _begin(incoming, services, Source(incoming.chat_id, message.replies_to))
    return await _begin(incoming, services, markup)


async def new(_: Incoming, __: Services) -> Screen:
    """Ask for the text of a new draft."""
    return screens.write()


@of_draft
async def rewrite(draft: Broadcast, _: Incoming, __: Services) -> Screen:
    """Ask for another text."""
    return screens.write(draft.broadcast_id)


async def write(incoming: Incoming, services: Services) -> Reply:
    """Take a typed text: of a new draft, or of one that there is."""
    message = incoming.message
    if message is None or rules.is_blank(message.markup):
        return screens.write()
    if not incoming.args:
        under_a_picture = Source(incoming.chat_id, message.message_id)
        return await _begin(
            incoming, services, message.markup if message.is_text else under_a_picture
        )
    return await _retext(incoming, services)


@of_draft
async def _retext(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    message = incoming.message
    if message is None or not message.is_text:
        return screens.send_it_first()
    return await changed(replace(draft, markup=message.markup, source=None), incoming, services)


@of_draft
async def show(draft: Broadcast, incoming: Incoming, services: Services) -> Screen:
    """Send the message itself to the admin, and the control message after it."""
    return screens.below(screens.preview(await desk(draft, incoming, services)))


@of_draft
async def edit(draft: Broadcast, incoming: Incoming, services: Services) -> Screen:
    """Show the control message again."""
    return screens.control(await desk(draft, incoming, services))


@of_draft
async def send(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Confirm what was shown; ask once more where it is for many."""
    at = await desk(draft, incoming, services)
    if not at.reach.people:
        return screens.nobody(draft)
    if rules.needs_second_confirm(at.reach.people) and _is_current(draft, incoming):
        return screens.really(at)
    return await _confirm(draft, incoming, services)


@of_draft
async def really(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Confirm for the second time."""
    return await _confirm(draft, incoming, services)


@of_draft
async def discard(draft: Broadcast, _: Incoming, services: Services) -> Reply:
    """Delete a draft."""
    return (
        screens.discarded(draft)
        if await services.db.run(store.discard, draft.broadcast_id)
        else GONE
    )


async def changed(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Store a draft whose message changed, and show it again."""
    stored = await services.db.run(store.change, draft)
    if stored is None:
        return GONE
    preview = screens.preview(await desk(stored, incoming, services))
    return preview if incoming.message else screens.below(preview)


async def adjusted(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    """Store a draft of which only audience or time changed, and show what would happen."""
    stored = await services.db.run(store.change, draft)
    return screens.control(await desk(stored, incoming, services)) if stored else GONE


async def desk(draft: Broadcast, incoming: Incoming, services: Services) -> screens.Desk:
    """Return a draft with what an admin must know."""
    found = await services.db.run(store.reach, draft, incoming.now)
    return screens.Desk(draft, found, services.settings.messages_per_second)


async def _begin(incoming: Incoming, services: Services, content: str | Source) -> Screen:
    person = await services.db.run(people.get, incoming.person_id)
    draft = await services.db.run(store.create, person.zone or "UTC", incoming.now, content)
    return screens.preview(await desk(draft, incoming, services))


async def _confirm(draft: Broadcast, incoming: Incoming, services: Services) -> Reply:
    sent = None
    if _is_current(draft, incoming):
        sent = await services.db.run(store.confirm, draft, incoming.person_id, incoming.now)
    if sent:
        return confirmed(sent)
    now = await services.db.run(broadcasts.one, draft.broadcast_id)
    if now is None or now.state is not State.DRAFT:
        return GONE
    return screens.preview(replace(await desk(now, incoming, services), note=_CHANGED))


def _is_current(draft: Broadcast, incoming: Incoming) -> bool:
    """Say whether the button stood under the draft as it is now."""
    return incoming.args[1:] == (str(draft.revision),)


TAPS = {
    "new": new,
    "rewrite": rewrite,
    "write": write,
    "show": show,
    "edit": edit,
    "send": send,
    "really": really,
    "discard": discard,
}
