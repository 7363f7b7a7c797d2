"""The rules of account.toml, which `dashboard audit --write` writes and needs not to hold yet."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dashboard.data.schema import CODES
from dashboard.data.seeds.parse import Seeds
from dashboard.errors import Fault, suggest

FILE = "account.toml"
WRITE = "Run: dashboard audit --write"


def _of_documents(seeds: Seeds) -> Iterator[Fault]:
    """It is the account of the documents there are, in the kinds there are."""
    kinds = CODES["account"]["kind"]
    if not seeds.account and seeds.documents:
        yield Fault(FILE, "holds the account of no document", f"Restore it from git. {WRITE}")
    for name, account in seeds.account.items():
        if name not in seeds.documents:
            near = suggest(name, seeds.documents) if seeds.documents else ""
            yield Fault(
                f"{FILE} [{name}]", "there is no such document", f"{WRITE}. {near}".rstrip()
            )
        for kind in account.numbers:
            if kind not in kinds:
                yield Fault(f"{FILE} [{name}]", f"{kind!r} is no kind of number", WRITE)


ACCOUNT_RULES: tuple[Callable[[Seeds], Iterator[Fault]], ...] = (_of_documents,)
