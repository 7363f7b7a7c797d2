"""The command line: which commands there are, and what each is told."""

from __future__ import annotations

import argparse
import io
import os
import signal
import sys
from argparse import ArgumentParser, ArgumentTypeError, _SubParsersAction
from collections.abc import Callable
from contextlib import suppress

from dashboard import commands
from dashboard.errors import NO_ROOM, DashboardError
from dashboard.model.view import CHOICES
from dashboard.model.vocabulary import ENGINES, EVERYTHING, FORMATS
from dashboard.settings import SEEDS, data_folder, port_number


def main(arguments: list[str] | None = None) -> int:
    """Run one command.

    0 where it did what was asked, 1 where the reason stands on standard error, 2 for a wrong call,
    130 where it was interrupted.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(
            stream, io.TextIOWrapper
        ):  # a letter that a terminal lacks is no reason to fail
            stream.reconfigure(errors="replace")
    chosen = parser().parse_args(arguments)
    try:
        status = int(chosen.run(chosen) or 0)
        if sys.stdout is not None:
            sys.stdout.flush()  # now, for what it says is lost at the end of the program
        return status
    except DashboardError as error:
        print(f"dashboard: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("dashboard: interrupted", file=sys.stderr)
        return 128 + signal.SIGINT  # as a shell tells it
    except BrokenPipeError:  # whoever read our output has had enough
        _forget_output()
        return 0
    except OSError as error:  # a full disk, a name too long
        where = error.filename or "Standard output"  # alone of what is written has no name
        print(f"dashboard: {where}: {error.strerror or error}. {_cure(error)}", file=sys.stderr)
        _forget_output()
        return 1


def _cure(error: OSError) -> str:
    if error.errno in NO_ROOM:
        return "Make room there, or send the output elsewhere."
    return "Name another file or folder, or mend its rights."


def _forget_output() -> None:
    """Let what could not be written to standard output not be tried again at the end."""
    with suppress(AttributeError, OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def parser() -> ArgumentParser:
    """The parser of all commands; making it loads no chart library."""
    whole = ArgumentParser(
        prog="dashboard", description="What documents state: figures with source, hedge and caveat."
    )
    added = whole.add_subparsers(required=True, metavar="COMMAND")

    command = _command(added, "build", commands.build, "make data/ from seeds/")
    command.add_argument(
        "--check", action="store_true", help="only say whether data/ is stale (exit status 1)"
    )
    _add_seeds(command)
    command.add_argument("--data", default=str(data_folder()), help="the folder to write (data/)")
    command.add_argument(
        "--engine",
        default=ENGINES[0],
        choices=ENGINES,
        help=f"what counts tables of records ({ENGINES[0]})",
    )
    command.add_argument(
        "--master", help="where Spark runs: spark://host:7077, sc://host:15002 or local[2]"
    )
    command.add_argument("--memory", help="what DuckDB may take of it (1GB)")

    help_ = "account for every number in the documents' texts"
    command = _command(added, "audit", commands.audit, help_)
    command.add_argument(
        "--texts", help="the folder with the texts (SEED_TEXTS, or seeds/texts/, unless given)"
    )
    command.add_argument(
        "--write", action="store_true", help="record the account in seeds/account.toml"
    )
    _add_seeds(command)

    command = _command(added, "list", commands.list_, "figures, their charts, and formats")
    command.add_argument("--json", action="store_true")
    _add_data(command)

    command = _command(added, "figure", commands.figure, "write one figure")
    command.add_argument(
        "name",
        metavar="figure",
        help="a metric, or lead, movement, coverage, amounts, statements or timeline",
    )
    command.add_argument("-o", "--output", required=True, help="file, or - for standard output")
    command.add_argument(
        "--format", help=f"one of {', '.join(FORMATS)}; the file's ending unless given"
    )
    for name, choice in CHOICES.items():
        command.add_argument(f"--{name}", help=choice.help)
    _add_data(command)

    help_ = "write every figure of a page, in every format"
    command = _command(added, "bundle", commands.bundle, help_)
    command.add_argument(
        "page", help=f"overview, timeline, the address of a topic, or {EVERYTHING}"
    )
    command.add_argument("-o", "--output", required=True, help="a .zip file")
    _add_data(command)

    help_ = "the query that counted a metric from records, and the rows it read and left out"
    command = _command(added, "explain", commands.explain, help_)
    command.add_argument("metric", help="a metric that is counted from records")
    _add_data(command)

    help_ = "bring back the view that a file shows, and say what has changed since"
    command = _command(added, "reopen", commands.reopen, help_)
    command.add_argument("file", help="a file made here, of any format")
    _add_data(command)

    command = _command(added, "serve", commands.serve, "serve pages, figures and data")
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=_port, help="PORT, or 8501, unless given")
    _add_data(command)
    return whole


def _command(
    added: _SubParsersAction,
    name: str,
    run: Callable[[argparse.Namespace], int | None],
    help_: str,
) -> ArgumentParser:
    command: ArgumentParser = added.add_parser(name, help=help_)
    command.set_defaults(run=run)
    return command


def _add_seeds(command: ArgumentParser) -> None:
    command.add_argument(
        "--seeds", default=str(SEEDS), help="the folder with the seeds of a project (seeds/)"
    )


def _port(text: str) -> int:
    try:
        return int(port_number(text))
    except DashboardError as error:
        raise ArgumentTypeError(str(error)) from error


def _add_data(command: ArgumentParser) -> None:
    command.add_argument(
        "--data", help="the folder with the data package (DASHBOARD_DATA, or data/, unless given)"
    )
