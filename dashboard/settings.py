"""Where things lie: in a checkout beside the package, in an installed wheel inside it."""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from dashboard.errors import BadRequest, DashboardError

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent
SEEDS = ROOT / "seeds"
FONTS = PACKAGE / "fonts"
# The wheel carries data/ inside the package, as dataset/; a checkout has it beside.
DATA = PACKAGE / "dataset" if (PACKAGE / "dataset").is_dir() else ROOT / "data"
DATA_VARIABLE = "DASHBOARD_DATA"  # names another folder than DATA
ADDRESS_VARIABLE = "DASHBOARD_ADDRESS"  # names the address under which readers reach the dashboard
LOCAL_ADDRESS = "http://localhost:8501"
ADDRESS = re.compile(r"https?://[A-Za-z0-9._:\[\]-]+(/[A-Za-z0-9._~-]+)*")
LONGEST_ADDRESS = 300  # characters


def data_folder() -> Path:
    """The folder with the data package: the one that `DASHBOARD_DATA` names, or DATA."""
    return Path(os.environ.get(DATA_VARIABLE) or DATA)


def texts(seeds: Path = SEEDS) -> Path | None:
    """The folder with the documents' texts, or None where they are not at hand.

    `SEED_TEXTS` names it; otherwise `texts/` in the folder of the seeds, which git ignores.
    """
    folder = Path(os.environ.get("SEED_TEXTS") or seeds / "texts")
    return folder if folder.is_dir() and any(folder.glob("*.txt")) else None


def named_address() -> str:
    """The public address that `DASHBOARD_ADDRESS` names; "" where it names none.

    Raises DashboardError where that is no http(s) address in ASCII.
    """
    named = (os.environ.get(ADDRESS_VARIABLE) or "").rstrip("/")
    if named and not is_address(named):
        raise DashboardError(
            "DASHBOARD_ADDRESS must be an address such as https://example.org or "
            "https://example.org/ai, without query; a name in other letters as punycode (xn--…)."
        )
    return named


def public_address() -> str:
    """The address under which readers reach this dashboard, as far as the settings know it."""
    return named_address() or LOCAL_ADDRESS


def is_address(text: str) -> bool:
    """Whether this is the http(s) address of a dashboard, in ASCII: a host, and perhaps a path."""
    if len(text) > LONGEST_ADDRESS or not ADDRESS.fullmatch(text):
        return False
    try:
        split = urlsplit(text)
        has_host = bool(split.hostname and split.hostname.strip(".:")) and split.port != 0
    except ValueError:  # brackets or a port that are none
        return False
    return has_host and not {".", ".."} & set(split.path.split("/"))


def port() -> str:
    """The port to serve on: the one that `PORT` names, or 8501.

    Raises BadRequest where that is none.
    """
    return port_number(os.environ.get("PORT") or "8501", "PORT")


def port_number(text: str, name: str = "The port") -> str:
    """The text where it is the number of a port, else BadRequest."""
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadRequest(f"{name} must be a number from 1 to 65535, not {text!r}.")
    return text
