"""The methods by which updates reach the bot, and by which it leaves."""

from bot.sandbox.fake.calls import Json, Query, RefusalError
from bot.sandbox.fake.updates import KINDS, MOST_AT_ONCE
from bot.sandbox.fake.world import World

LONGEST_POLL_S = 50


async def get_updates(world: World, query: Query) -> list[Json]:
    """Return updates, waiting for the first one as long as the bot asks for."""
    if world.webhook.url:
        raise RefusalError(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
            " webhook first",
            409,
        )
    args = query.args
    _allow(world, args)
    return await world.updates.fetch(
        args.get("offset", 0),
        min(max(args.get("limit", MOST_AT_ONCE), 1), MOST_AT_ONCE),
        min(args.get("timeout", 0), LONGEST_POLL_S),
        world.now(),
    )


def _allow(world: World, args: Json) -> None:
    kinds = args.get("allowed_updates")
    if kinds is not None:
        if unknown := set(kinds) - KINDS:
            world.violate(f"allowed_updates has {', '.join(sorted(unknown))}: no kind of update")
        world.updates.allow(kinds)


def set_webhook(world: World, query: Query) -> bool:
    """Send updates to an address from now on; without an address, stop that."""
    args = query.args
    url = args.get("url", "")
    if args.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook.set(url, args.get("secret_token", ""))
    world.webhook.max_connections = min(max(args.get("max_connections", 40), 1), 100)
    world.webhook.ip_address = args.get("ip_address", "")
    world.webhook.has_certificate = "certificate" in args
    _allow(world, args)
    world.updates.end_poll()
    return True


def delete_webhook(world: World, query: Query) -> bool:
    """Stop sending updates to an address."""
    if query.args.get("drop_pending_updates"):
        world.updates.clear()
    world.webhook.drop()
    return True


def get_webhook_info(world: World, _query: Query) -> Json:
    """Describe the webhook."""
    allowed = world.updates.allowed
    return world.webhook.info(world.updates.pending, sorted(allowed) if allowed else None)


def log_out(world: World, _query: Query) -> bool:
    """Leave this server; it answers nothing afterwards."""
    world.logged_out = True
    return True


def close(_world: World, _query: Query) -> bool:
    """Close the bot's instance before it moves to another server; here nothing needs closing."""
    return True
