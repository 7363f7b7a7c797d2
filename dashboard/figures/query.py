"""From plain text (parameters, flags, addresses) to a View; what cannot be is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from urllib.parse import parse_qsl, unquote, urlsplit

from dashboard.errors import BadRequest, lookup, suggest
from dashboard.figures.catalog import CatalogEntry, catalog_entry, unfair_measure
from dashboard.model.choice import Choice
from dashboard.model.dataset import Dataset
from dashboard.model.table_view import TABLE_CHOICES, TableView
from dashboard.model.view import CHOICES, View
from dashboard.model.vocabulary import FORMATS
from dashboard.text.problems import START_AFTER_END, given_whole, no_such_choice, too_long

LONGEST = 400  # characters of one parameter: room for every id of a long list
LONGEST_LIST = 3000  # and of one that chooses rows of a table: every metric there is, by name
MOST = 30  # parameters
# What advertisements, newsletters, web analytics, posts and embedding pages add to links; it
# chooses nothing.
TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "ysclid"),
        *("igshid", "igsh", "twclid", "ttclid", "li_fat_id", "rdt_cid", "sccid", "sscid"),
        *("irclickid", "rb_clickid", "obclid", "ob_click_id", "epik", "dicbo", "cvid", "mc_cid"),
        *("mc_eid", "mkt_tok", "ck_subscriber_id", "bbeml", "dm_i", "wickedid", "_ke", "_kx"),
        *("_openstat", "_ga", "_gl", "__hstc", "__hssc", "__hsfp", "_hsenc", "_hsmi"),
        *("hsctatracking", "s_cid", "scid", "cmp", "cmpid", "ncid", "cndid", "xtor", "wt_mc"),
        *("wt_zmc", "sr_share", "guccounter", "__twitter_impression", "_branch_match_id", "si"),
        *("spm", "smid", "smtyp", "share", "share_id", "sharesource", "trk", "trkcampaign", "ref"),
        *("referer", "referrer", "source", "campaign", "medium", "feature", "amp", "nocache"),
        *("embed", "embed_options", "_gac", "srsltid", "mibextid", "s", "t", "ved", "usg", "sa"),
        *("ust", "_", "cb", "igsh", "fbc", "fbp", "tblci", "vgo_ee", "mcid", "trkinfo", "rcm"),
    }
)
TRACKING_FAMILIES = (
    *("utm_", "mtm_", "pk_", "piwik_", "matomo_", "hsa_", "sfmc_", "at_", "ga_", "_bta_", "fb_"),
    *("oly_", "vero_", "ml_subscriber", "cx_", "ref_", "guce_", "gad_", "amp;", "_gl", "__cf_"),
)
# What the page of all metrics adds to the address of one: how its list is narrowed and sorted.
OF_LISTS = ("topics", "certainty", "contains", "sort", "as")
SHOWABLE = re.compile(r"[\w.-]{1,40}")  # names of parameters that can be repeated to a reader


def parse(dataset: Dataset, name: str, query: Mapping[str, str]) -> tuple[View, list[str]]:
    """The View that the query asks for, and a sentence for each part of it that was left out.

    Raises UnknownName for a figure that does not exist, BadRequest for a query too large to read.
    """
    entry = catalog_entry(dataset, name)
    choices = {choice: CHOICES[choice] for choice in entry.choices}
    chosen, problems = _read(
        query, choices, lambda choice: choice.allowed(dataset, entry.forms), "figure", LONGEST
    )
    problems += _drop_unfair_measures(entry, chosen)
    problems += _drop_false_years(chosen)
    return View(name, **chosen), problems  # type: ignore[arg-type]


def table_view(dataset: Dataset, table: str, query: Mapping[str, str]) -> TableView:
    """The rows of a table that the query asks for.

    Raises BadRequest with everything that is wrong with the query.
    """
    choices = TABLE_CHOICES.get(table, {})
    query = without_tracking(query)
    if query and not choices:
        raise BadRequest(given_whole(table))
    chosen, problems = _read(
        query, choices, lambda choice: choice.allowed(dataset, ()), "table", LONGEST_LIST
    )
    problems += _drop_false_years(chosen)
    if problems:
        raise BadRequest(" ".join(problems))
    metric = chosen.pop("metric", ())
    return TableView(table, metric, View("", **chosen))  # type: ignore[arg-type]


def _read(
    query: Mapping[str, str],
    choices: Mapping[str, Choice],
    allowed: Callable[[Choice], Collection[str]],
    of: str,
    longest: int,
) -> tuple[dict[str, object], list[str]]:
    """What the query chooses, and a sentence for each part of it that was left out.

    `of` says of what it is asked, `longest` how many characters of a parameter are read; raises
    BadRequest for a query too large to read.
    """
    query = without_tracking(query)
    if len(query) > MOST:
        raise BadRequest(f"At most {MOST} parameters are read.")
    chosen: dict[str, object] = {}
    problems = []
    for parameter, text in query.items():
        if parameter not in choices:
            shown = parameter if SHOWABLE.fullmatch(parameter) else ""
            problems.append(no_such_choice(shown, suggest("", choices), of))
        elif len(text) > longest:
            problems.append(too_long(parameter))
        elif text:
            choice = choices[parameter]
            value, problem = choice.read(text, parameter, allowed(choice))
            if value is not None:
                chosen[parameter] = value
            if problem:
                problems.append(problem)
    return chosen, problems


def _drop_false_years(chosen: dict[str, object]) -> Iterator[str]:
    """Take out years of which the last stands before the first, and say so."""
    start, end = chosen.get("start"), chosen.get("end")
    if isinstance(start, int) and isinstance(end, int) and start > end:
        del chosen["start"], chosen["end"]
        yield START_AFTER_END


def _drop_unfair_measures(entry: CatalogEntry, chosen: dict[str, object]) -> Iterator[str]:
    """Take out a proportion or a money that is not fair to the figure, and say why."""
    for parameter in ("per", "money"):
        value = str(chosen.get(parameter, ""))
        per, money = (value, "") if parameter == "per" else ("", value)
        if refused := unfair_measure(entry, per, money):
            del chosen[parameter]
            yield refused


def without_tracking(query: Mapping[str, str]) -> dict[str, str]:
    """The parameters without those that other people's links add to follow readers."""
    return {name: text for name, text in query.items() if not _is_tracking(name.lower())}


def _is_tracking(name: str) -> bool:
    return name in TRACKING or name.startswith(TRACKING_FAMILIES)


def strict(dataset: Dataset, name: str, query: Mapping[str, str]) -> View:
    """The View, or BadRequest with everything that is wrong with the query."""
    view, problems = parse(dataset, name, query)
    if problems:
        raise BadRequest(" ".join(problems))
    return view


def parse_address(dataset: Dataset, address: str) -> tuple[View, list[str]]:
    """The view that an address of this dashboard names, and what of it could not be read.

    Addresses of figures (with or without an ending) and of the pages of one figure are read. Raises
    BadRequest for any other, UnknownName for a figure or a format that does not exist.
    """
    if len(address) > LONGEST * MOST:
        raise BadRequest("The address is too long to read.")
    try:
        split = urlsplit(address.strip())
        pairs = parse_qsl(split.query, max_num_fields=2 * MOST)
    except ValueError as error:
        raise BadRequest("The address cannot be read.") from error
    query = joined(pairs)
    page, _, last = split.path.strip("/").rpartition("/")
    if page.rpartition("/")[2] == "figures":
        name, _ = figure_and_format(unquote(last))
        return parse(dataset, name, query)
    if last in ("explore", "reopen") and ("metric" in query or "figure" in query):
        if "metric" not in query:
            return parse(dataset, query.pop("figure"), query)
        name = query.pop("metric").partition(",")[0]  # of several side by side the first
        own = {choice: text for choice, text in query.items() if choice not in OF_LISTS}
        return parse(dataset, name, own)
    if last == "timeline":
        return parse(dataset, "timeline", query)
    raise BadRequest(
        "This is not the address of a figure. Copy one from a card; it holds /figures/ and a name."
    )


def figure_and_format(file: str) -> tuple[str, str]:
    """Figure and format of the last part of an address, the format "" where it has no ending.

    Raises UnknownName for a format that does not exist.
    """
    name, dot, format = file.rpartition(".")
    if not dot:
        return file, ""
    lookup(format.lower(), dict.fromkeys(FORMATS), "format")
    return name, format.lower()


def joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    """Query parameters by name; one that stands there twice is a list, like one with commas."""
    query: dict[str, str] = {}
    for parameter, text in pairs:
        query[parameter] = f"{query[parameter]},{text}" if parameter in query else text
    return query
