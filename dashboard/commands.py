"""The commands: each makes the same View and the same bytes as the pages.

A command imports what only it needs: building and checking the data load no chart library.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from dashboard.data import package
from dashboard.data.folders import locked
from dashboard.errors import BadRequest, DashboardError, Unwritten, lookup
from dashboard.model.dataset import Dataset
from dashboard.model.view import CHOICES
from dashboard.model.vocabulary import FORMATS
from dashboard.settings import (
    DATA,
    DATA_VARIABLE,
    PACKAGE,
    SEEDS,
    data_folder,
    named_address,
    port,
    texts,
)

if TYPE_CHECKING:
    from dashboard.data.records.count import Count
    from dashboard.data.records.spec import Spec

NO_TEXTS = (
    "The documents' texts are not at hand. Name their folder with --texts or SEED_TEXTS, "
    "or put them into seeds/texts/."
)


def build(chosen: argparse.Namespace) -> int:
    """seeds/ -> data/, or say that data/ is stale."""
    from dashboard.data import seeds
    from dashboard.data.versions import carried

    folder, data = _seeds(chosen), Path(chosen.data).absolute()
    if not chosen.data or not data.name:
        raise DashboardError("--data must name a folder of its own for the data package.")
    about, specs = seeds.about(folder), seeds.specs(folder)
    counts = _counted(chosen, specs)  # before the lock: it may take long
    with locked(data):  # from what stands there to what comes in its place
        before = package.present(package.standing(data))
        fresh = seeds.load(folder, _completed(specs, counts, before))
        _same_project(fresh.project.name, before, data)
        dataset = carried(fresh, before)
        files = package.package(dataset, about)
        changed = package.stale(files, data)
        if changed and not chosen.check:
            package.write(files, data)
    if chosen.check:
        if changed:
            print(f"data/ is stale: {', '.join(changed)}. Run: dashboard build", file=sys.stderr)
        return bool(changed)
    claims, facts = len(dataset.claims), dataset.claims["fact"].nunique()
    wrote = f"Wrote {len(changed)} changed files." if changed else "Nothing changed."
    print(
        f"Dataset {dataset.version}: {claims} claims of {facts} facts, "
        f"{len(dataset.events)} events. {wrote}"
    )
    return 0


def _counted(chosen: argparse.Namespace, specs: Mapping[str, Spec]) -> dict[str, Count]:
    """What is counted now of tables of records, on the engine that was chosen."""
    if not specs:
        return {}
    from dashboard.data.records.build import counted
    from dashboard.data.records.engines import MEMORY

    memory, master = chosen.memory or MEMORY, chosen.master or ""
    return counted(specs, chosen.engine, memory=memory, master=master)


def _completed(
    specs: Mapping[str, Spec], counts: Mapping[str, Count], before: Mapping[str, str]
) -> dict[str, Count]:
    """`counts`, and what the files `before` have of the tables that are not at hand."""
    if not specs:
        return {}
    from dashboard.data.records.build import completed
    from dashboard.data.records.standing import standing

    older = standing(before) if len(counts) < len(specs) else {}
    return completed(specs, counts, older)


def explain(chosen: argparse.Namespace) -> None:
    """How a metric was counted from records: the query as SQL, rows in, out and left out."""
    from dashboard.data.drill import countings
    from dashboard.text.records import explanation

    dataset = _dataset(chosen)
    lookup(chosen.metric, dataset.metric_by_id, "metric")
    known = countings(dataset).values()
    found = [counting for counting in known if counting.row["metric"] == chosen.metric]
    if not found:
        counted = ", ".join(dict.fromkeys(dataset.records["metric"])) or "none"
        raise BadRequest(
            f"{chosen.metric} is not counted from records; it is stated. Counted are: {counted}."
        )
    for counting in found:
        print(explanation(counting.row, counting.left_out, counting.figures))


def _same_project(name: str, before: Mapping[str, str], data: Path) -> None:
    """One project's data is never built over another's: the history of both would be lost in one.

    Raises DashboardError where the files `before` are those of a project of another name.
    """
    try:
        older = json.loads(before["datapackage.json"])["project"]["name"]
    except (KeyError, TypeError, ValueError):
        return  # nothing there yet, or from before projects had names
    if older != name:
        raise DashboardError(
            f"{data.name}/ holds the project {older}, the seeds are of {name}. "
            "Name another folder with --data, or remove it to begin without a history."
        )


def _seeds(chosen: argparse.Namespace) -> Path:
    """The folder of seeds.

    Raises DashboardError where there is none, as in an installed wheel, which carries data alone.
    """
    folder = Path(chosen.seeds)
    if folder.is_dir():
        return folder
    if folder == SEEDS:
        raise DashboardError(
            f"There are no seeds here: this installation carries the finished data alone ({DATA}). "
            "Name the folder of a project's seeds with --seeds DIR, such as that of a checkout."
        )
    raise DashboardError(f"There is no folder {folder}. Name one with seeds after --seeds.")


def _dataset(chosen: argparse.Namespace) -> Dataset:
    """The dataset in the folder that --data names, or in the one of the settings."""
    return package.read(_folder(chosen))


def _folder(chosen: argparse.Namespace) -> Path:
    """The folder of data; DashboardError where --data names none."""
    if chosen.data is None:
        return data_folder()
    if not package.standing(Path(chosen.data)).is_dir():
        seeds = "" if SEEDS.is_dir() else "--seeds DIR "
        raise DashboardError(
            f"There is no folder {chosen.data}. Run: dashboard build {seeds}--data {chosen.data}"
        )
    return Path(chosen.data)


def audit(chosen: argparse.Namespace) -> int:
    """Account for every number of the documents' texts.

    1 where a number or a phrase is not accounted for.
    """
    from dashboard.data import seeds
    from dashboard.data.audit import account

    home = _seeds(chosen)
    folder = Path(chosen.texts) if chosen.texts else texts(home)
    if folder is None or not folder.is_dir():
        raise DashboardError(NO_TEXTS)
    read = seeds.read(home, to_account=chosen.write)
    missing = [seed.file for seed in read.documents.values() if not (folder / seed.file).is_file()]
    if missing:
        raise DashboardError(
            f"{folder.name}/ lacks {', '.join(missing)}. Put the texts there under these names."
        )
    contents = {name: (folder / seed.file).read_bytes() for name, seed in read.documents.items()}
    if chosen.write:
        read.account = account.renewed(read, contents)
        with written(home / "account.toml") as file:
            file.write(account.dump(read.account).encode())
    all_faults = 0
    for name, content in contents.items():
        faults = list(account.faults(read, name, content))
        print("".join(f"{fault}\n" for fault in faults), end="")
        print(f"{name}: {account.summary(read, name, content, faults)}")
        all_faults += len(faults)
    print(f"{all_faults} faults" if all_faults else "Every number is accounted for.")
    return bool(all_faults)


def list_(chosen: argparse.Namespace) -> None:
    """Every figure with its charts, and every format."""
    from dashboard.export.formats import listing
    from dashboard.figures.catalog import catalog

    dataset = _dataset(chosen)
    if chosen.json:
        print(json.dumps(listing(dataset), indent=1, ensure_ascii=False))
        return
    for name, entry in catalog(dataset).items():
        print(f"{name:32} {entry.title}  [{', '.join(entry.forms)}]")
    print(f"\nformats: {', '.join(FORMATS)}")


def figure(chosen: argparse.Namespace) -> None:
    """One figure into one file; the file's ending is the format unless --format names it."""
    from dashboard.export.formats import export
    from dashboard.figures.figure import draw
    from dashboard.figures.query import strict

    dataset = _dataset(chosen)
    query = {name: str(text) for name in CHOICES if (text := getattr(chosen, name)) is not None}
    target = Path(chosen.output)
    if chosen.output != "-" and (target.is_dir() or not chosen.output):
        raise BadRequest("Name a file to write, or - for standard output.")
    format = (chosen.format or target.suffix.removeprefix(".")).lower()
    if not format:
        raise BadRequest(
            f"{target.name} has no ending; name a format with --format, one of "
            f"{', '.join(FORMATS)}."
        )
    content = export(draw(dataset, strict(dataset, chosen.name, query)), format)
    if chosen.output != "-":
        with written(target) as file:
            file.write(content)
        return
    if sys.stdout is None:
        raise DashboardError("Standard output is closed.")
    sys.stdout.buffer.write(content)
    sys.stdout.buffer.flush()


def bundle(chosen: argparse.Namespace) -> None:
    """Every figure of a page, or of all of them, in every format, as one archive.

    Progress goes to standard error.
    """
    from dashboard.export import formats
    from dashboard.figures.collections import collections

    dataset = _dataset(chosen)
    target = Path(chosen.output)
    if target.is_dir() or target.suffix != ".zip":
        raise BadRequest("Name a .zip file to write.")
    lookup(chosen.page, dict.fromkeys(collections(dataset)), "page with figures")

    def progress(done: int, total: int, title: str) -> None:
        print(f"{done} of {total}{f'  {title}' if title else ''}", file=sys.stderr)

    with written(target) as file:
        formats.bundle(dataset, chosen.page, file, progress, data=_folder(chosen))


def reopen(chosen: argparse.Namespace) -> int:
    """The view that a file shows, and which of its numbers have changed since it was made.

    1 where some have.
    """
    from dashboard.export import reopen as reopening
    from dashboard.export.metadata import address
    from dashboard.figures.figure import draw

    dataset = _dataset(chosen)
    path = Path(chosen.file)
    try:
        with path.open("rb") as file:
            content = file.read(reopening.LARGEST + 1)  # of what is larger, no more is needed
    except OSError as error:
        raise DashboardError(f"{path} cannot be read: {error.strerror}.") from error
    has_changed = False
    for view, problems in reopening.reopen(dataset, content):
        figure = draw(dataset, view)
        head = [figure.title, address(figure), *problems, *figure.since_words]
        print("\n".join(head), end="\n\n")
        for mark in figure.marks:
            print(", ".join(filter(None, [mark.words.label, mark.words.detail])))
        has_changed |= figure.has_changed
    return has_changed


def serve(chosen: argparse.Namespace) -> None:
    """The pages and the addresses of figures and data, in one process."""
    from streamlit.web import cli as streamlit

    number = port() if chosen.port is None else chosen.port
    named_address()  # one that is none is refused here, in a sentence
    _dataset(chosen)  # says what is wrong with the data before anything is served
    # The server is a process of its own, which the settings tell where the data lies.
    os.environ[DATA_VARIABLE] = str(_folder(chosen).resolve())
    call = ["run", str(PACKAGE / "web" / "server.py")]
    call += [
        "--server.port",
        str(number),
        "--server.address",
        chosen.host,
    ]
    streamlit.main(call, prog_name="streamlit", standalone_mode=False)


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A file beside `target` to write, moved into its place once it is whole.

    A failure leaves the old file as it was.
    """
    if target.exists() and not target.is_file():  # a pipe or a device is written to, never replaced
        try:
            with target.open("wb") as file:
                yield file
        except BrokenPipeError:
            raise
        except OSError as error:
            raise Unwritten(target, error, "name another file") from error
        return
    target = target.resolve()  # what a link points to is written, and the link stays
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    unfinished = ""
    try:
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}-", delete=False
        ) as fresh:
            unfinished = fresh.name
            yield fresh  # type: ignore[misc]
        os.chmod(unfinished, mode)
        os.replace(unfinished, target)
        unfinished = ""
    except OSError as error:
        raise Unwritten(target, error, "name another file") from error
    finally:
        if unfinished:
            Path(unfinished).unlink(missing_ok=True)


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now
