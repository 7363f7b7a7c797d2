"""The command line: which commands there are, and what each is told.

Each makes the same View and the same bytes as the pages.
"""

from __future__ import annotations

import argparse
import os
import sys
from argparse import ArgumentParser
from collections.abc import Callable

from dashboard import commands
from dashboard.errors import DashboardError
from dashboard.settings import DATA, SEEDS


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    0 where it did what was asked, 1 where the reason stands on standard error, 2 for a wrong call.
    """
    arguments = sys.argv[1:] if arguments is None else arguments
    chosen = _parser(*arguments[:1]).parse_args(arguments)
    try:
        return int(chosen.run(chosen) or 0)
    except DashboardError as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:  # whoever read our output has had enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:  # a full disk, a name too long
        print(f"dashboard: {error.strerror or error}.", file=sys.stderr)
        return 1


def _parser(*called: str) -> ArgumentParser:
    """The parser, with the options of the commands that are `called`, or of all where none is.

    Some options list what the renderers can do, and loading these takes longer than a build.
    """
    parser = ArgumentParser(
        prog="dashboard", description="China and the United States in AI, from five documents."
    )
    added = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, (help_, fill) in COMMANDS.items():
        command = added.add_parser(name, help=help_)
        if not called or name in called:
            fill(command)
    return parser


def _build(command: ArgumentParser) -> None:
    command.add_argument(
        "--check", action="store_true", help="only say whether data/ is stale (exit status 1)"
    )
    command.add_argument("--seeds", default=str(SEEDS), help=argparse.SUPPRESS)
    command.add_argument("--data", default=str(DATA), help=argparse.SUPPRESS)
    command.set_defaults(run=commands.build)


def _audit(command: ArgumentParser) -> None:
    command.add_argument(
        "--texts", help="the folder with the texts (SEED_TEXTS, or seeds/texts/, unless given)"
    )
    command.add_argument(
        "--write", action="store_true", help="record the account in seeds/account.toml"
    )
    command.set_defaults(run=commands.audit)


def _list(command: ArgumentParser) -> None:
    command.add_argument("--json", action="store_true")
    command.set_defaults(run=commands.list_)


def _figure(command: ArgumentParser) -> None:
    from dashboard.export.formats import FORMATS

    command.add_argument("subject")
    command.add_argument("-o", "--output", required=True, help="file, or - for standard output")
    command.add_argument(
        "--format", help=f"one of {', '.join(FORMATS)}; the file's ending unless given"
    )
    for name, help_ in commands.CHOICES.items():
        command.add_argument(f"--{name}", help=help_)
    command.set_defaults(run=commands.figure)


def _bundle(command: ArgumentParser) -> None:
    from dashboard.figures.collections import EVERYTHING

    command.add_argument(
        "page", help=f"overview, timeline, the address of a topic, or {EVERYTHING}"
    )
    command.add_argument("-o", "--output", required=True, help="a .zip file")
    command.set_defaults(run=commands.bundle_)


def _reopen(command: ArgumentParser) -> None:
    command.add_argument("file", help="a file made here, of any format")
    command.set_defaults(run=commands.reopen_)


def _serve(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, help="PORT, or 8501, unless given")
    command.set_defaults(run=commands.serve)


# name -> what it does, and what adds its options
COMMANDS: dict[str, tuple[str, Callable[[ArgumentParser], None]]] = {
    "build": ("make data/ from seeds/", _build),
    "audit": ("account for every number in the documents' texts", _audit),
    "list": ("subjects, forms and formats", _list),
    "figure": ("write one figure", _figure),
    "bundle": ("write every figure of a page, in every format", _bundle),
    "reopen": ("bring back the view that a file shows, and say what has changed since", _reopen),
    "serve": ("serve pages, figures and data", _serve),
}
