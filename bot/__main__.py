"""The command line of Flexor."""

import argparse
import asyncio
import secrets
import sys
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from bot import settings as setup
from bot.problems import ContentError, Problems, SettingsError
from bot.settings import Settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code."""
    options = _parser().parse_args(arguments)
    command: Callable[[argparse.Namespace], int] = options.command
    try:
        return command(options)
    except Problems as error:
        return _fail(error.problems)
    except OSError as error:  # a port that is taken, for instance
        return _fail([error.strerror or str(error)])
    except KeyboardInterrupt:
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="flexor", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def add(
        name: str, does: str, command: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=does, description=does)
        sub.set_defaults(command=command)
        return sub

    add("run", "run the bot", _run)
    sandbox = add("sandbox", "a pretended Telegram with the real bot, in the browser", _sandbox)
    sandbox.add_argument("--port", type=int, default=8080, help="default 8080; 0 takes a free one")
    sandbox.add_argument(
        "--without-bot",
        action="store_true",
        help="only the pretended Telegram, for a bot of your own",
    )
    add("check", "check settings and content", _check)
    triage = add("triage", "assess answers, a line of JSON each, from standard input", _triage)
    triage.add_argument("--questions", action="store_true", help="print the questions instead")
    search = add("search", "search the topics", _search)
    search.add_argument("text", nargs="+", help="what to look for; - reads a message a line")
    add("key", "print a new database key", _key)
    return parser


def _run(_: argparse.Namespace) -> int:
    settings = setup.load(running=True)
    from bot import app, logs  # noqa: PLC0415  # settings are checked before the slow imports
    from bot.library import loading  # noqa: PLC0415  # settings are checked before the slow imports

    logs.configure(settings)
    return _until_done(lambda: app.run(settings, loading.load()))


def _sandbox(options: argparse.Namespace) -> int:
    from bot import logs  # noqa: PLC0415
    from bot.library import loading  # noqa: PLC0415
    from bot.sandbox import start  # noqa: PLC0415

    logs.configure(Settings.model_construct())
    return _until_done(
        lambda: start.run(loading.load(), options.port, with_bot=not options.without_bot)
    )


def _check(_: argparse.Namespace) -> int:
    from bot.library import loading  # noqa: PLC0415

    problems: list[str] = []
    try:
        setup.load(running=True)
    except SettingsError as error:
        problems += error.problems
    try:
        content = loading.load()
        content.search()
    except ContentError as error:
        return _fail([*problems, *error.problems])
    if problems:
        return _fail(problems)
    sys.stdout.write(f"Settings and content are in order: {len(content.topics)} topics.\n")
    return 0


def _triage(options: argparse.Namespace) -> int:
    from bot.library import loading, reviewing  # noqa: PLC0415

    content = loading.load()
    if options.questions:
        sys.stdout.write(reviewing.questions(content) + "\n")
    else:
        reviewing.triage_lines(content, sys.stdin, sys.stdout)
    return 0


def _search(options: argparse.Namespace) -> int:
    from bot.library import loading, reviewing  # noqa: PLC0415

    text = " ".join(options.text)
    reviewing.search_lines(loading.load(), sys.stdin if text == "-" else [text], sys.stdout)
    return 0


def _key(_: argparse.Namespace) -> int:
    sys.stdout.write(secrets.token_hex(32) + "\n")
    return 0


def _until_done(work: Callable[[], Coroutine[Any, Any, None]]) -> int:
    with asyncio.Runner(loop_factory=_loop()) as runner:
        runner.run(work())
    return 0


def _loop() -> Callable[[], asyncio.AbstractEventLoop] | None:
    try:
        import uvloop  # noqa: PLC0415
    except ImportError:  # no uvloop on this system
        return None
    return uvloop.new_event_loop


def _fail(problems: Sequence[str]) -> int:
    sys.stderr.write("".join(f"flexor: {problem}\n" for problem in problems))
    return 1


if __name__ == "__main__":
    sys.exit(main())
