"""Figures in the words of Prometheus: counts and times only, no ids and no words."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import accumulate

from prometheus_client import CollectorRegistry, ProcessCollector, generate_latest
from prometheus_client.metrics_core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.gateway.tally import Tally, Times
from bot.health.readiness import Readiness
from bot.storage import measuring

TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class _Gauge:
    """A figure that goes up and down; one value, or one for each label."""

    name: str
    about: str
    values: Mapping[str, float] | float
    label: str = ""


class _Figures(Collector):
    def __init__(self, tally: Tally, gauges: Iterable[_Gauge]) -> None:
        self._tally = tally
        self._gauges = gauges

    def collect(self) -> Iterator[Metric]:
        tally = self._tally
        yield _times(
            "flexor_update_seconds", "From an update to its answer on the screen.", tally.updates
        )
        yield _times(
            "flexor_reminder_lateness_seconds",
            "From the time of a reminder to its arrival.",
            tally.late,
        )
        yield _counts("flexor_calls", "Calls to Telegram.", ("method", "outcome"), tally.calls)
        yield _counts("flexor_jobs", "Jobs that ended.", ("job", "outcome"), tally.jobs)
        yield CounterMetricFamily(
            "flexor_updates_turned_away", "Updates beyond ten of one person.", tally.turned_away
        )
        for gauge in self._gauges:
            if isinstance(gauge.values, Mapping):
                family = GaugeMetricFamily(gauge.name, gauge.about, labels=[gauge.label])
                for label, value in gauge.values.items():
                    family.add_metric([label], value)
                yield family
            else:
                yield GaugeMetricFamily(gauge.name, gauge.about, gauge.values)


async def exposed(readiness: Readiness) -> bytes:
    """Return every figure as Prometheus reads it."""
    gauges = [*await _measured(readiness), *_now(readiness)]
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(readiness.bot.tally, gauges))
    ProcessCollector(registry=registry)
    return generate_latest(registry)


async def _measured(readiness: Readiness) -> list[_Gauge]:
    """Return what stands in the database and on its disk."""
    services = readiness.services
    waiting = await services.db.survey(measuring.waiting, services.clock())
    space = measuring.space(services.settings.database_url)
    gauges = [
        _Gauge(
            "flexor_reminder_overdue_seconds",
            "Age of the oldest due reminder.",
            waiting.overdue_s,
            "kind",
        ),
        _Gauge(
            "flexor_broadcast_recipients",
            "People of the broadcasts under way.",
            waiting.recipients,
            "state",
        ),
        _Gauge("flexor_updates_kept", "Updates kept against a crash.", waiting.updates),
        _Gauge(
            "flexor_database_bytes",
            "Size of the database.",
            {"file": space.file, "log": space.log},
            "part",
        ),
    ]
    if space.free is not None:
        gauges.append(_Gauge("flexor_disk_free_bytes", "Left on its disk.", space.free))
    return gauges


def _now(readiness: Readiness) -> Iterator[_Gauge]:
    """Give what is so at this moment, in the process."""
    tally, now = readiness.bot.tally, asyncio.get_running_loop().time()
    yield _Gauge("flexor_info", "Which Flexor this is.", {version("flexor"): 1}, "version")
    yield _Gauge("flexor_updates_under_way", "Updates being answered.", readiness.inbox.under_way)
    yield _Gauge("flexor_tasks", "What goes on at the same time.", len(asyncio.all_tasks()))
    yield _Gauge(
        "flexor_calls_waiting",
        "Calls that wait for their turn.",
        {str(lane): calls for lane, calls in readiness.bot.waiting.items()},
        "lane",
    )
    if tally.reached_at is not None:
        silent = now - tally.reached_at
        yield _Gauge("flexor_telegram_silent_seconds", "Since Telegram last answered.", silent)
    if tally.search_built_s is not None:
        built = tally.search_built_s
        yield _Gauge("flexor_search_index_build_seconds", "What building the search took.", built)


def _times(name: str, about: str, kinds: Mapping[str, Times]) -> Metric:
    family = HistogramMetricFamily(name, about, labels=["kind"])
    for kind, times in kinds.items():
        bounds = [*(str(bound) for bound in times.bounds_s), "+Inf"]
        buckets = list(zip(bounds, map(float, accumulate(times.counts)), strict=True))
        family.add_metric([kind], buckets, times.total_s)
    return family


def _counts(
    name: str, about: str, labels: tuple[str, str], counts: Mapping[tuple[str, str], int]
) -> Metric:
    family = CounterMetricFamily(name, about, labels=labels)
    for key, count in counts.items():
        family.add_metric(key, count)
    return family
