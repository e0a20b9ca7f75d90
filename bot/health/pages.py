"""The pages of health: `/healthz`, `/readyz` and `/metrics`."""

from http import HTTPStatus

from aiohttp import web

from bot.health.readiness import Readiness


def pages(readiness: Readiness) -> list[web.RouteDef]:
    """Return the pages, for a server that nobody but the operator reaches."""

    async def alive(_: web.Request) -> web.Response:
        return web.json_response({"status": "ok"})  # the loop turns: else nobody would answer

    async def ready(_: web.Request) -> web.Response:
        faults = await readiness.faults()
        is_ready = not any(faults.values())
        checks = {name: fault or "ok" for name, fault in faults.items()}
        status = HTTPStatus.OK if is_ready else HTTPStatus.SERVICE_UNAVAILABLE
        return web.json_response({"ready": is_ready, "checks": checks}, status=status)

    async def metrics(_: web.Request) -> web.Response:
        from bot.health.metrics import TYPE, exposed  # noqa: PLC0415  # loaded once it is asked for

        return web.Response(body=await exposed(readiness), headers={"Content-Type": TYPE})

    return [
        web.get("/healthz", alive),
        web.get("/readyz", ready),
        web.get("/metrics", metrics),
    ]
