"""What features serve over HTTP, each at an address that nobody can guess."""

import asyncio
from collections.abc import Iterable
from functools import partial

from aiohttp import web

from bot.routes import Feature, Feed
from bot.services import Services

_HEADERS = {
    "Content-Type": "text/calendar; charset=utf-8",
    "Cache-Control": "private, no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Robots-Tag": "noindex",
}


def feeds(features: Iterable[Feature], services: Services) -> list[web.RouteDef]:
    """Return the addresses: to be read, and nothing else."""
    return [
        web.get(f"/{name}/{{key}}", partial(_serve, feed, services))
        for feature in features
        for name, feed in feature.feeds.items()
    ]


async def _serve(feed: Feed, services: Services, request: web.Request) -> web.Response:
    found = await feed(request.match_info["key"], services)
    if found is None:
        raise web.HTTPNotFound
    made = await asyncio.to_thread(found.make)
    return web.Response(body=made, headers=_HEADERS)
