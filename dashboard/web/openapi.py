"""The addresses as OpenAPI 3.1 describes them, from the registries of what there is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dashboard.data.descriptor import DESCRIPTOR
from dashboard.data.package import VERSIONS_FILE
from dashboard.data.schema import TABLES
from dashboard.export.embed import FRAME
from dashboard.export.formats import FORMATS
from dashboard.figures.catalog import catalog
from dashboard.figures.urls import Urls
from dashboard.model.dataset import Dataset
from dashboard.model.table_view import TABLE_CHOICES
from dashboard.model.view import CHOICES, View
from dashboard.settings import FONTS
from dashboard.text import api as words
from dashboard.web import openapi_schemas as schemas
from dashboard.web.openapi_schemas import HTML, JSON, PLAIN, TEXT, TEXTS, Json
from dashboard.web.tables import TABLE_FORMATS

OPENAPI = "3.1.0"
PUBLIC = ("Cache-Control", "Access-Control-Allow-Origin")
OF_A_FILE = ("ETag", "Content-Disposition", *PUBLIC)
IN_PIECES = (*OF_A_FILE, "Accept-Ranges")


def description(dataset: Dataset, urls: Urls) -> Json:
    """The whole description, for a dashboard that is reached at `urls`."""
    project = dataset.project
    return {
        "openapi": OPENAPI,
        "info": {
            "title": words.TITLE.format(title=project.full_title),
            "description": words.ABOUT.format(description=project.description),
            "version": dataset.version,
        },
        "servers": [{"url": urls.root}],
        "paths": {
            **_of_figures(dataset, urls),
            **_of_tables(),
            **_of_other_files(),
            "/health": _get(
                "health", words.HEALTH, {JSON: schemas.object_with("status", "dataset")}, ()
            ),
            "/openapi.json": _get(
                "describe",
                words.DESCRIPTION,
                {JSON: schemas.object_with("openapi", "info", "servers", "paths", "components")},
                ("ETag", *PUBLIC),
                answers=("304",),
            ),
        },
        "components": {
            "schemas": {table: schemas.row(table) for table in TABLES},
            "parameters": schemas.parameters(dataset),
            "responses": _responses(),
            "headers": {
                name: {"description": text, "required": True, "schema": TEXT}
                for name, text in words.HEADERS.items()
            },
        },
    }


def _of_figures(dataset: Dataset, urls: Urls) -> Json:
    """The addresses of figures, and of what is said of them."""
    figure = schemas.in_path("figure", words.FIGURE, list(catalog(dataset)))
    choices = [schemas.named("parameters", name) for name in CHOICES]
    example = urls.figure(View(next(iter(catalog(dataset)))))
    return {
        "/figures": _get("listFigures", words.LIST_FIGURES, {JSON: schemas.listing()}, PUBLIC),
        "/figures/{figure}.{format}": _get(
            "getFigure",
            words.FIGURE_FILE,
            {format.media: schemas.anything(format.media) for format in FORMATS.values()},
            OF_A_FILE,
            [figure, schemas.in_path("format", words.FORMAT, list(FORMATS)), *choices],
            ("304", "400", "404", "503"),
        ),
        "/figures/{figure}": _get(
            "getPageOfFigure",
            words.FIGURE_PAGE,
            {HTML: TEXT},
            ("ETag", "Cache-Control"),
            [figure, *choices],
            ("304", "400", "404"),
        ),
        "/oembed": _get(
            "embed",
            words.OEMBED,
            {
                JSON: schemas.object_with(
                    "version", "type", "title", "provider_name", "provider_url"
                )
            },
            PUBLIC,
            [
                {**schemas.in_query("url", words.URL, TEXT), "required": True, "example": example},
                *(
                    schemas.in_query(name, text, schemas.whole_number(*FRAME))
                    for name, text in (
                        ("maxwidth", words.MAXWIDTH),
                        ("maxheight", words.MAXHEIGHT),
                    )
                ),
                schemas.in_query(
                    "format", words.OEMBED_FORMAT, {"type": "string", "enum": ["json"]}
                ),
            ],
            ("400", "404", "501"),
        ),
        "/search.json": _get(
            "search", words.SEARCH, {JSON: schemas.entries()}, ("ETag", *PUBLIC), answers=("304",)
        ),
    }


def _of_tables() -> Json:
    """Every table in every format, with the choices that it takes."""
    paths = {}
    for table in TABLES:
        choices = [
            schemas.named("parameters", schemas.key(table, name))
            for name in TABLE_CHOICES.get(table, ())
        ]
        for ending, format in TABLE_FORMATS.items():
            path = _get(
                f"get{table.title().replace('_', '')}As{ending.title()}",
                words.table_words(table, ending, bool(choices)),
                {format.media: schemas.anything(format.media)},
                IN_PIECES,
                [*choices, schemas.named("parameters", "Range")],
                ("206", "304", "400", "416"),
            )
            path["get"]["x-rows"] = schemas.named("schemas", table)
            paths[f"/data/{table}.{ending}"] = path
    return paths


def _of_other_files() -> Json:
    """The files beside the tables, and the list of all of them."""
    pieces = [schemas.named("parameters", "Range")], ("206", "304", "416")
    fonts = sorted(file.name for file in FONTS.glob("*") if file.is_file())
    kinds = dict.fromkeys(map(schemas.media_of, fonts))
    return {
        "/data": _get("listFiles", words.LIST_FILES, {JSON: TEXTS}, PUBLIC),
        f"/data/{DESCRIPTOR}": _get(
            "getPackage",
            words.PACKAGE,
            {JSON: schemas.object_with("$schema", "name", "title", "version", "resources")},
            IN_PIECES,
            *pieces,
        ),
        f"/data/{VERSIONS_FILE}": _get(
            "getVersions", words.VERSIONS, {"application/jsonl": TEXT}, IN_PIECES, *pieces
        ),
        "/fonts/{font}": _get(
            "getFont",
            words.FONT,
            {media: schemas.anything(media) for media in kinds},
            IN_PIECES,
            [schemas.in_path("font", words.FONT_FILE, fonts), schemas.named("parameters", "Range")],
            ("206", "304", "404", "416"),
        ),
    }


def _get(
    name: str,
    said: tuple[str, str],
    content: Mapping[str, Json],
    headers: Sequence[str],
    parameters: Sequence[Json] = (),
    answers: Sequence[str] = (),
) -> Json:
    """A path that is read: what it gives, by media type, and which `answers` else it may give."""
    summary, text = said
    shown: Json = {
        "description": words.STATUSES["200"],
        "headers": {header: schemas.named("headers", header) for header in headers},
        "content": {media: {"schema": schema} for media, schema in content.items()},
    }
    responses = {"200": shown}
    for status in answers:
        responses[status] = schemas.named("responses", status)
    if "206" in answers:
        also = {"Content-Range": schemas.named("headers", "Content-Range")}
        responses["206"] = {
            **shown,
            "description": words.STATUSES["206"],
            "headers": {**shown["headers"], **also},
            "content": {media: {"schema": {}} for media in content},  # any part of it
        }
    operation: Json = {
        "operationId": name,
        "summary": summary,
        "description": text,
        "parameters": list(parameters),
        "responses": dict(sorted(responses.items())),
    }
    return {"get": operation}


def _responses() -> Json:
    """The answers that are alike wherever they are given, by their status."""
    responses: Json = {"304": {"headers": {"ETag": schemas.named("headers", "ETag")}}}
    for status in ("400", "404", "501", "503"):
        responses[status] = {"content": {PLAIN: {"schema": TEXT}}}
    responses["416"] = {"headers": {"Content-Range": schemas.named("headers", "Content-Range")}}
    return {
        status: {"description": words.STATUSES[status], **response}
        for status, response in responses.items()
    }
