"""What is logged: ids, routes and timings, never a word of a person's."""

import logging
import sys

import structlog

from bot.settings import Settings


def configure(settings: Settings) -> None:
    """Send structured logs to standard error, and warnings of libraries with them."""
    as_json = settings.log_format == "json"
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer()
            if as_json
            else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty()),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(settings.log_level),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )
    # Libraries at DEBUG write whole messages: their voice stays at warnings, whatever ours is.
    logging.basicConfig(level=logging.WARNING, stream=sys.stderr, force=True)
