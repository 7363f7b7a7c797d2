"""The commands: each makes the same View and the same bytes as the pages."""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dashboard.data import package
from dashboard.errors import BadRequest, DashboardError, lookup
from dashboard.export.formats import FORMATS, bundle, export, listing
from dashboard.export.reopen import reopen
from dashboard.figures.catalog import every
from dashboard.figures.collections import pages
from dashboard.figures.figure import draw
from dashboard.figures.query import strict
from dashboard.figures.style.sizes import HOW
from dashboard.settings import DATA_VARIABLE, PACKAGE, texts

NO_TEXTS = "The documents' texts are not at hand. Name their folder with --texts or SEED_TEXTS, or put them into seeds/texts/."
CHOICES = {
    "form": "one of the subject's fair forms", "entities": "ids, separated by commas", "documents": "ids, separated by commas",
    "status": "observed, target, forecast", "kinds": "kinds of events", "topics": "topics of a survey",
    "start": "first year", "end": "last year", "theme": "light, dark, grey or transparent",
    "size": HOW, "dpi": "dots per inch of a PNG, up to 600", "dataset": "the version of the data that the view was made from",
}  # fmt: skip


def build(chosen: argparse.Namespace) -> int:
    """seeds/ -> data/, or say that data/ is stale."""
    from dashboard.data import seeds
    from dashboard.data.versions import carried

    folder, data = Path(chosen.seeds), Path(chosen.data)
    fresh, before = seeds.load(folder), package.present(package.standing(data))
    _same_project(fresh.project.name, before, data)
    dataset = carried(fresh, before)
    files = package.package(dataset, seeds.about(folder))
    changed = package.stale(files, data)
    if chosen.check:
        if changed:
            print(f"data/ is stale: {', '.join(changed)}. Run: dashboard build", file=sys.stderr)
        return bool(changed)
    if changed:
        package.write(files, data)
    claims, facts, events = (
        len(dataset.claims),
        dataset.claims["fact"].nunique(),
        len(dataset.events),
    )
    print(f"Dataset {dataset.version}: {claims} claims of {facts} facts, {events} events. "
          f"{f'Wrote {len(changed)} changed files.' if changed else 'Nothing changed.'}")  # fmt: skip
    return 0


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


def _folder(named: str | None) -> Path | None:
    """The folder of data that --data names; None is the one of the settings.

    Raises DashboardError where there is no such folder.
    """
    if named is None:
        return None
    folder = package.standing(Path(named))
    if not folder.is_dir():
        raise DashboardError(f"There is no folder {named}. Run: dashboard build --data {named}")
    return Path(named)


def audit(chosen: argparse.Namespace) -> int:
    """Account for every number of the documents' texts; 1 where a number or a phrase is not accounted for."""
    from dashboard.data import seeds
    from dashboard.data.audit import account

    home = Path(chosen.seeds)
    folder = Path(chosen.texts) if chosen.texts else texts(home)
    if folder is None or not folder.is_dir():
        raise DashboardError(NO_TEXTS)
    read = seeds.read(home)
    missing = [seed.file for seed in read.documents.values() if not (folder / seed.file).is_file()]
    if missing:
        raise DashboardError(
            f"{folder.name}/ lacks {', '.join(missing)}. Put the texts there under these names."
        )
    if chosen.write:
        account.write(read, folder, home / "account.toml")
        read = seeds.read(home)
    found = [
        fault
        for name, seed in read.documents.items()
        for fault in account.faults(read, name, (folder / seed.file).read_bytes())
    ]
    for fault in found:
        print(fault)
    for name, seed in read.documents.items():
        counted = account.counts(
            account.account(read, name, (folder / seed.file).read_text(encoding="utf-8"))
        )
        told = ", ".join(f"{number} {kind}" for kind, number in counted.items())
        print(f"{name}: {sum(counted.values())} numbers accounted for: {told}")
    print(f"{len(found)} faults" if found else "Every number is accounted for.")
    return bool(found)


def list_(chosen: argparse.Namespace) -> None:
    """Every subject with its forms, and every format."""
    dataset = package.read(_folder(chosen.data))
    if chosen.json:
        print(json.dumps(listing(dataset), indent=1, ensure_ascii=False))
        return
    for name, subject in every(dataset).items():
        print(f"{name:32} {subject.title}  [{', '.join(subject.forms)}]")
    print(f"\nformats: {', '.join(FORMATS)}")


def figure(chosen: argparse.Namespace) -> None:
    """One figure into one file; the file's ending is the format unless --format names it."""
    dataset = package.read(_folder(chosen.data))
    query = {key: str(value) for key in CHOICES if (value := getattr(chosen, key)) is not None}
    target = Path(chosen.output)
    if chosen.output != "-" and (target.is_dir() or not chosen.output):
        raise BadRequest("Name a file to write, or - for standard output.")
    format = (chosen.format or target.suffix.removeprefix(".")).lower()
    if not format:
        raise BadRequest(
            f"{target.name} has no ending; name a format with --format, one of {', '.join(FORMATS)}."
        )
    data = export(draw(dataset, strict(dataset, chosen.subject, query)), format)
    if chosen.output == "-":
        if sys.stdout is None:
            raise DashboardError("Standard output is closed.")
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    with written(target) as file:
        file.write(data)


def bundle_(chosen: argparse.Namespace) -> None:
    """Every figure of a page, or of all of them, in every format, as one archive; progress goes to standard error."""
    dataset = package.read(_folder(chosen.data))
    target = Path(chosen.output)
    if target.is_dir() or target.suffix != ".zip":
        raise BadRequest("Name a .zip file to write.")
    lookup(chosen.page, dict.fromkeys(pages(dataset)), "page with figures")

    def told(done: int, total: int, title: str) -> None:
        print(f"{done} of {total}{f'  {title}' if title else ''}", file=sys.stderr)

    with written(target) as file:
        bundle(dataset, chosen.page, file, told)


def reopen_(chosen: argparse.Namespace) -> int:
    """The view that a file shows, and which of its numbers have changed since it was made; 1 where some have."""
    dataset = package.read(_folder(chosen.data))
    path = Path(chosen.file)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise DashboardError(f"{path} cannot be read: {error.strerror}.") from error
    changed = False
    for view, words in reopen(dataset, data):
        drawing = draw(dataset, view)
        print("\n".join([drawing.title, drawing.address, *words, *drawing.since]), end="\n\n")
        print(
            "\n".join(
                f"{row['label']}, {row['sentence']}" if row.get("sentence") else row["label"]
                for row in drawing.rows.to_dict("records")
            )
        )
        changed |= drawing.changed
    return changed


def _umask() -> int:
    now = os.umask(0)
    os.umask(now)
    return now


@contextmanager
def written(target: Path) -> Iterator[BinaryIO]:
    """A file beside `target` to write, moved into its place once it is whole: a failure leaves the old file as it was."""
    fresh = ""
    if target.exists() and not target.is_file():  # a pipe or a device is written to, never replaced
        with target.open("wb") as file:
            yield file
        return
    target = target.resolve()  # what a link points to is written, and the link stays
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    try:
        with tempfile.NamedTemporaryFile(
            dir=target.parent, prefix=f".{target.name}-", delete=False
        ) as file:
            fresh = file.name
            yield file  # type: ignore[misc]
        os.chmod(fresh, mode)
        os.replace(fresh, target)
        fresh = ""
    except OSError as error:
        raise DashboardError(f"{target} cannot be written: {error.strerror}.") from error
    finally:
        if fresh:
            Path(fresh).unlink(missing_ok=True)


def serve(chosen: argparse.Namespace) -> None:
    """The pages and the addresses of figures and data, in one process."""
    from streamlit.web import cli as streamlit

    port = chosen.port or os.environ.get("PORT") or "8501"
    if not str(port).isdigit():
        raise BadRequest(f"PORT must be a number, not {port!r}.")
    call = [
        "run",
        str(PACKAGE / "web" / "server.py"),
        "--server.port",
        str(port),
        "--server.address",
        chosen.host,
    ]
    if folder := _folder(chosen.data):
        os.environ[DATA_VARIABLE] = str(folder.resolve())
    streamlit.main(call, prog_name="streamlit", standalone_mode=False)
