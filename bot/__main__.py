"""The command line of Flexor."""

import argparse
import asyncio
import gc
import secrets
import sys
from collections.abc import Callable, Coroutine, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from bot import memory
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
    parser.add_argument("--version", action="version", version=f"flexor {version('flexor')}")
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
    evaluate = add("evaluate", "measure the check on the published vignettes", _evaluate)
    evaluate.add_argument("file", nargs="?", type=Path, help="another checker's answers instead")
    search = add("search", "search the topics", _search)
    search.add_argument("text", nargs="+", help="what to look for; - reads a message a line")
    pack = add("review-pack", "write one document for a clinician", _review_pack)
    pack.add_argument("folder", type=Path, help="where to write it")
    add("key", "print a new database key", _key)
    backup = add("backup", "copy the database, also while the bot runs", _backup)
    backup.add_argument("path", type=Path, help="a file, or a folder that keeps the newest")
    backup.add_argument("--keep", type=int, default=7, help="how many a folder keeps, default 7")
    restore = add("restore", "put a copy in the place of the database", _restore)
    restore.add_argument("path", type=Path, help="a copy that `flexor backup` made")
    rekey = add("rekey", "put the database under another key", _rekey)
    rekey.add_argument("file", type=Path, help="a file with the new key; `flexor key` prints one")
    add("doctor", "look for what is wrong with this installation", _doctor)
    return parser


def _run(_: argparse.Namespace) -> int:
    memory.keep_small()
    settings = setup.load(running=True)
    setup.hide_secrets()
    gc.disable()  # until the bot has started: what is loaded stays, and walking it takes long
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
    from bot.library import loading, signoff  # noqa: PLC0415

    problems: list[str] = []
    try:
        setup.load(running=True)
    except SettingsError as error:
        problems += error.problems
    try:
        content = loading.load()
        content.search_index()
    except ContentError as error:
        return _fail([*problems, *error.problems])
    if problems:
        return _fail(problems)
    reviewed, every = signoff.counts(content)
    sys.stdout.write(
        f"Settings and content are in order: {len(content.topics)} topics.\n"
        f"Reviewed by a clinician: {reviewed} of {every} records.\n"
        + "".join(f"Unreviewed again: {each}\n" for each in signoff.fallen(content))
    )
    return 0


def _review_pack(options: argparse.Namespace) -> int:
    from bot.library import loading, review_pack  # noqa: PLC0415

    sys.stdout.write(f"{review_pack.write(loading.load(), options.folder)}\n")
    return 0


def _triage(options: argparse.Namespace) -> int:
    from bot.library import loading, reviewing  # noqa: PLC0415

    content = loading.load()
    if options.questions:
        sys.stdout.write(reviewing.questions(content) + "\n")
    else:
        reviewing.triage_lines(content, sys.stdin, sys.stdout)
    return 0


def _evaluate(options: argparse.Namespace) -> int:
    from bot.library import evaluating  # noqa: PLC0415

    return evaluating.evaluate(options.file, sys.stdout)


def _search(options: argparse.Namespace) -> int:
    from bot.library import loading, reviewing  # noqa: PLC0415

    text = " ".join(options.text)
    reviewing.search_lines(loading.load(), sys.stdin if text == "-" else [text], sys.stdout)
    return 0


def _key(_: argparse.Namespace) -> int:
    sys.stdout.write(secrets.token_hex(32) + "\n")
    return 0


def _backup(options: argparse.Namespace) -> int:
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_with_key()
    made = upkeep.backup(
        settings.database_url,
        settings.database_key,
        options.path,
        _stamp(),
        keep=options.keep,
    )
    sys.stdout.write(f"{made.path}: {made.size} bytes, opened and found whole.\n")
    for path in made.removed:
        sys.stdout.write(f"{path}: removed, older than the newest {options.keep}.\n")
    return 0


def _restore(options: argparse.Namespace) -> int:
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_with_key()
    before = upkeep.restore(settings.database_url, settings.database_key, options.path, _stamp())
    kept = f" The database before lies at {before}." if before else ""
    sys.stdout.write(f"{settings.database_url} is {options.path} now.{kept}\n")
    return 0


def _rekey(options: argparse.Namespace) -> int:
    from bot.storage import upkeep  # noqa: PLC0415

    settings = _settings_with_key()
    new_key = options.file.read_text("utf-8").strip()
    upkeep.rekey(settings.database_url, settings.database_key, new_key)
    sys.stdout.write("The database opens with the new key only. Copies made before keep the old.\n")
    return 0


def _doctor(_: argparse.Namespace) -> int:
    from bot.app import wall_clock  # noqa: PLC0415
    from bot.diagnosis import diagnose  # noqa: PLC0415

    settings = setup.load(running=True)
    found = asyncio.run(diagnose(settings, wall_clock()))
    for finding in found:
        remedy = f" {finding.remedy}" if finding.remedy else ""
        sys.stdout.write(f"{finding.level:8} {finding.about}: {finding.told}.{remedy}\n")
    return 1 if any(finding.level == "fault" for finding in found) else 0


def _settings_with_key() -> Settings:
    settings = setup.load(running=False)
    if not settings.database_key:
        raise SettingsError("DATABASE_KEY is missing: it is the one the database was made with.")
    return settings


def _stamp() -> str:
    from bot.app import wall_clock  # noqa: PLC0415

    return wall_clock().format_iso()[:19].replace(":", "").replace("-", "").replace("T", "-")


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
