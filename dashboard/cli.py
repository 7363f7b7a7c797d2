"""The command line: which commands there are, and what each is told. Each makes the same View and the same bytes as the pages."""

from __future__ import annotations

import argparse
import os
import sys

from dashboard import commands
from dashboard.commands import CHOICES
from dashboard.errors import DashboardError
from dashboard.export.formats import FORMATS
from dashboard.figures.collections import EVERYTHING
from dashboard.settings import SEEDS, data_folder


def main(arguments: list[str] | None = None) -> int:
    """Run one command; 0 where it did what was asked, 1 where the reason stands on standard error, 2 for a wrong call."""
    parser = _parser()
    chosen = parser.parse_args(arguments)
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="dashboard", description="What documents state: figures with source, hedge and caveat."
    )
    added = parser.add_subparsers(required=True, metavar="COMMAND")

    command = added.add_parser("build", help="make data/ from seeds/")
    command.add_argument(
        "--check", action="store_true", help="only say whether data/ is stale (exit status 1)"
    )
    _add_seeds(command)
    command.add_argument("--data", default=str(data_folder()), help="the folder to write (data/)")
    command.set_defaults(run=commands.build)

    command = added.add_parser("audit", help="account for every number in the documents' texts")
    command.add_argument(
        "--texts", help="the folder with the texts (SEED_TEXTS, or seeds/texts/, unless given)"
    )
    command.add_argument(
        "--write", action="store_true", help="record the account in seeds/account.toml"
    )
    _add_seeds(command)
    command.set_defaults(run=commands.audit)

    command = added.add_parser("list", help="subjects, forms and formats")
    command.add_argument("--json", action="store_true")
    _add_data(command)
    command.set_defaults(run=commands.list_)

    command = added.add_parser("figure", help="write one figure")
    command.add_argument("subject")
    command.add_argument("-o", "--output", required=True, help="file, or - for standard output")
    command.add_argument(
        "--format", help=f"one of {', '.join(FORMATS)}; the file's ending unless given"
    )
    for name, help_ in CHOICES.items():
        command.add_argument(f"--{name}", help=help_)
    _add_data(command)
    command.set_defaults(run=commands.figure)

    command = added.add_parser("bundle", help="write every figure of a page, in every format")
    command.add_argument(
        "page", help=f"overview, timeline, the address of a topic, or {EVERYTHING}"
    )
    command.add_argument("-o", "--output", required=True, help="a .zip file")
    _add_data(command)
    command.set_defaults(run=commands.bundle_)

    command = added.add_parser(
        "reopen", help="bring back the view that a file shows, and say what has changed since"
    )
    command.add_argument("file", help="a file made here, of any format")
    _add_data(command)
    command.set_defaults(run=commands.reopen_)

    command = added.add_parser("serve", help="serve pages, figures and data")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, help="PORT, or 8501, unless given")
    _add_data(command)
    command.set_defaults(run=commands.serve)
    return parser


def _add_seeds(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--seeds", default=str(SEEDS), help="the folder with the seeds of a project (seeds/)"
    )


def _add_data(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--data", help="the folder with the data package (DASHBOARD_DATA, or data/, unless given)"
    )
