"""What the command line takes, and what becomes of a command that cannot be done."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import commands
from bot.commands import failed
from bot.problems import Problems

_CLOSED_PIPE = 141  # as a shell has it for whoever writes to a reader that has gone
_ABOUT = "A Telegram bot for runners with sore hip flexors."
_EXAMPLES = """\
examples:
  flexor sandbox                  try it in the browser, without a token
  flexor check                    name what is still wrong; then: flexor run
  flexor backup /safe/place       a verified copy, also while the bot runs
  flexor search "quad strech"     what the bot would find, as JSON

exit codes: 0 done, 1 something is wrong and was said, 2 not a command, 130 stopped by Ctrl-C
"""


def run(arguments: Sequence[str] | None) -> int:
    """Run one command; return the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    command: Callable[[argparse.Namespace], int] | None = options.command
    if command is None:
        parser.print_help(sys.stderr)
        return 2
    try:
        return command(options)
    except Problems as error:
        return failed(error.problems)
    except BrokenPipeError:  # `flexor triage --questions | head`, for instance
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED_PIPE
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return failed([f"{where}{error.strerror or error}"])


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="flexor",
        description=_ABOUT,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print it, and end")
    parser.set_defaults(command=None)
    table = parser.add_subparsers(metavar="COMMAND", title="commands")

    def add(
        name: str, does: str, command: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        sub = table.add_parser(name, help=does, description=f"{does[0].upper()}{does[1:]}.")
        sub.set_defaults(command=command)
        return sub

    add("run", "run the bot until it is stopped", commands.run)
    sandbox = add(
        "sandbox",
        "try it: a pretended Telegram with the real bot, in the browser",
        commands.sandbox,
    )
    sandbox.add_argument(
        "--port", type=_port, default=8080, help="default 8080; 0 takes a free one"
    )
    sandbox.add_argument(
        "--without-bot",
        action="store_true",
        help="only the pretended Telegram, for a bot of your own",
    )
    check = add("check", "name every fault of settings and content", commands.check)
    check.add_argument("--json", action="store_true", help="print one object of JSON instead")
    _add_reviewing(add)
    _add_upkeep(add)
    return parser


class _Version(argparse.Action):
    """Looks the version up when it is asked for: that takes longer than to read a command."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version  # noqa: PLC0415

        sys.stdout.write(f"flexor {version('flexor')}\n")
        parser.exit()


_Add = Callable[[str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]


def _add_reviewing(add: _Add) -> None:
    triage = add(
        "triage", "assess answers, a line of JSON each, from standard input", commands.triage
    )
    triage.add_argument("--questions", action="store_true", help="print the questions instead")
    evaluate = add("evaluate", "measure the check on the published vignettes", commands.evaluate)
    evaluate.add_argument("file", nargs="?", type=Path, help="another checker's answers instead")
    search = add("search", "search the topics, as JSON", commands.search)
    search.add_argument("text", nargs="+", help="what to look for; - reads a message a line")
    pack = add("review-pack", "write one document for a clinician", commands.review_pack)
    pack.add_argument("folder", type=Path, help="where to write it")


def _add_upkeep(add: _Add) -> None:
    add("key", "print a new database key", commands.key)
    backup = add("backup", "copy the database, also while the bot runs", commands.backup)
    backup.add_argument("path", type=Path, help="a file, or a folder that keeps the newest")
    backup.add_argument("--keep", type=int, default=7, help="how many a folder keeps, default 7")
    restore = add("restore", "put a copy in the place of the database", commands.restore)
    restore.add_argument("path", type=Path, help="a copy that `flexor backup` made")
    rekey = add("rekey", "put the database under another key", commands.rekey)
    rekey.add_argument("file", type=Path, help="a file with the new key; `flexor key` prints one")
    add("ready", "ask the bot that runs here whether it can work (HTTP_PORT)", commands.ready)
    add("doctor", "look for what is wrong with this installation", commands.doctor)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text) >= 1 << 16:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return int(text)
