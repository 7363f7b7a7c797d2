"""What the server lets in, what it sends with every answer, what it asks, and how it ends."""

import asyncio
import contextlib
import gzip
import json
import os
import re
import signal
import socket
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from fontTools.ttLib import TTFont
from support.browser import opened, settle
from support.icons import NEVER_DRAWN, drawn_icons, named_icons
from support.pages import page_names, path_of
from support.servers import ROOT, serve, stop
from websockets.sync.client import connect

import dashboard
from dashboard.errors import Unavailable
from dashboard.export.formats import FORMATS
from dashboard.figures.urls import Urls
from dashboard.model.view import View
from dashboard.web.scripts import ICONS

DATA = dashboard.load()
DASHBOARD = (sys.executable, "-m", "dashboard", "serve", "--port", "PORT")


class Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect, so that it can be looked at."""

    def redirect_request(self, *_):
        return None


def ask(url, method="GET", **headers):
    """Status, headers and body of an answer; redirects are not followed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    request = urllib.request.Request(url, headers=named, method=method)
    try:
        with urllib.request.build_opener(Stay).open(request, timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def handshake(address, origin=None, host=None):
    """The status of the answer to a WebSocket handshake."""
    place = address.removeprefix("http://")
    lines = [
        "GET /_stcore/stream HTTP/1.1",
        f"Host: {host or place}",
        *([f"Origin: {origin}"] if origin else []),
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    ]
    name, port = place.split(":")
    with socket.create_connection((name, int(port)), timeout=30) as connection:
        connection.sendall("\r\n".join((*lines, "", "")).encode())
        return int(connection.recv(100).split()[1])


# Headers


PATHS = [
    *map(path_of, page_names(DATA)),
    *("nothing", "a/b", "figures", "figures/lead", "data", "data/claims.csv", "data/none"),
    *(f"figures/llm_share.{format}" for format in FORMATS),
    *("figures/none.svg", "oembed", "oembed?url=/figures/lead", "health", "page.js", "icon.svg"),
    *("fonts/Inter-Regular.otf", "overview", "_stcore/health", "_stcore/host-config"),
    *("_stcore/metrics", "static/none.js", "static/", "favicon.ico", "media/none"),
]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_names_its_type_and_says_not_to_guess_another(address, path):
    status, headers, _ = ask(f"{address}/{path}")
    assert status < 500
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert len(headers.get_all("vary", [])) <= 1


def test_a_page_runs_only_scripts_of_this_server_and_is_framed_by_no_other_site(address):
    policy = ask(f"{address}/explore")[1]["content-security-policy"]
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy


@pytest.mark.parametrize("format", ["html", "svg"])
def test_a_figure_asks_for_nothing_and_may_be_framed_by_any_site(address, format):
    policy = ask(f"{address}/figures/lead.{format}")[1]["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors *" in policy
    assert "unsafe-eval" not in policy


@pytest.mark.parametrize(
    "path", ["figures", "figures/lead.svg", "data", "data/claims.csv", "oembed", "fonts/x.otf"]
)
def test_what_is_public_answers_the_question_of_another_sites_script(address, path):
    status, headers, _ = ask(
        f"{address}/{path}",
        "OPTIONS",
        Origin="https://notebook.example",
        Access_Control_Request_Method="GET",
    )
    assert status == 204
    assert headers["access-control-allow-origin"] == "*"
    assert "GET" in headers["access-control-allow-methods"]


@pytest.mark.parametrize("path", ["", "explore", "health", "nothing"])
def test_options_are_answered_everywhere(address, path):
    status, headers, _ = ask(f"{address}/{path}", "OPTIONS")
    assert status == 204
    assert headers["allow"] == "GET, HEAD, OPTIONS"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path", ["figures/llm_share.svg", "data/claims.csv", "", "explore", "figures", "health"]
)
def test_head_is_answered_like_get_and_other_methods_are_refused(address, path):
    got, head = ask(f"{address}/{path}"), ask(f"{address}/{path}", "HEAD")
    assert head[0] == got[0] == 200
    assert head[1]["content-type"] == got[1]["content-type"]
    assert head[2] == b""
    assert ask(f"{address}/{path}", "DELETE")[0] == 405


# What is there, and what is not


@pytest.mark.parametrize(
    "path", ["nothing", "overviews", "explore/more", "robots.txt", "wp-login.php", "en", "%00", "é"]
)
def test_what_is_no_page_is_answered_with_404(address, path):
    status, _, body = ask(f"{address}/{urllib.parse.quote(path, safe='/%')}")
    assert status in (404, 400) if "%" in path else status == 404
    assert body


@pytest.mark.parametrize("page", page_names(DATA))
def test_every_page_is_answered_with_200(address, page):
    assert ask(f"{address}/{path_of(page)}")[0] == 200


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [("overview", "./"), ("overview?lead=lead", "./?lead=lead"), ("explore/", "../explore")],
)
def test_an_address_that_is_nearly_one_leads_there(address, path, leads_to):
    status, headers, _ = ask(f"{address}/{path}")
    assert (status, headers["location"]) == (307, leads_to)


def test_the_address_of_the_overview_shows_it_without_a_word_of_pages_not_found(chromium, address):
    with opened(chromium, address, "overview") as page:
        assert page.get_by_text("Page not found").count() == 0
        assert page.url == f"{address}/"


@pytest.mark.parametrize(
    "path", ["_stcore/metrics", "_stcore/metrics?families=x", "_stcore/agent/openapi.json"]
)
def test_what_is_for_those_who_run_the_server_is_not_public(address, path):
    assert ask(f"{address}/{path}")[0] == 404


# Compression, ranges and tags


def static_paths(address):
    shell = ask(f"{address}/")[2].decode()
    return sorted(set(re.findall(r'(?:src|href)="\./(static/[^"]+\.(?:js|css))"', shell)))


def test_scripts_and_styles_come_compressed_once_and_whole(address):
    paths = static_paths(address)
    assert len(paths) > 20
    plain_size = sent_size = 0
    for path in paths:
        _, plain_headers, plain = ask(f"{address}/{path}", Accept_Encoding="identity")
        _, headers, sent = ask(f"{address}/{path}", Accept_Encoding="gzip, deflate, br")
        assert "content-encoding" not in plain_headers
        assert headers["content-encoding"] == "gzip"
        assert headers["content-length"] == str(len(sent))
        assert gzip.decompress(sent) == plain
        assert "immutable" in headers["cache-control"]
        assert headers["content-type"] == plain_headers["content-type"]
        plain_size, sent_size = plain_size + len(plain), sent_size + len(sent)
    assert sent_size < plain_size * 0.4


@pytest.mark.parametrize("path", ["", "explore", "figures/lead.svg", "data/claims.csv", "page.js"])
def test_every_text_comes_compressed_with_a_tag_that_no_range_is_cut_by(address, path):
    _, plain_headers, plain = ask(f"{address}/{path}", Accept_Encoding="identity")
    _, headers, sent = ask(f"{address}/{path}", Accept_Encoding="gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(sent) == plain
    assert headers["etag"] == f"W/{plain_headers['etag']}"
    assert "Accept-Encoding" in headers["vary"]
    for tag in (headers["etag"], plain_headers["etag"]):
        assert ask(f"{address}/{path}", If_None_Match=tag, Accept_Encoding="gzip")[0] == 304


def test_a_range_is_cut_from_the_plain_bytes(address):
    for path in ("data/claims.csv", static_paths(address)[0]):
        whole = ask(f"{address}/{path}", Accept_Encoding="identity")[2]
        status, headers, part = ask(
            f"{address}/{path}", Range="bytes=10-109", Accept_Encoding="gzip"
        )
        assert status == 206
        assert part == whole[10:110]
        assert headers["content-range"] == f"bytes 10-109/{len(whole)}"
        assert "content-encoding" not in headers


def test_the_tag_of_a_page_is_that_of_what_is_sent(address):
    tags = {ask(f"{address}/{path_of(page)}")[1]["etag"] for page in page_names(DATA)}
    assert len(tags) == len(page_names(DATA))
    streamlits = ask(f"{address}/static/../index.html")[1].get("etag")
    assert streamlits not in tags


def test_a_first_visit_to_the_overview_fetches_at_most_1_3_megabytes(chromium, address):
    context = chromium.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.send("Network.enable")
    fetched = {"files": 0, "messages": 0}

    def count_file(event):
        fetched["files"] += event["encodedDataLength"]

    def count_message(event):  # of bytes, told in base 64
        fetched["messages"] += len(event["response"]["payloadData"]) * 3 // 4

    network.on("Network.loadingFinished", count_file)
    network.on("Network.webSocketFrameReceived", count_message)
    page.goto(f"{address}/")
    settle(page)
    page.locator("svg.marks").first.wait_for()
    page.wait_for_load_state("networkidle")
    context.close()
    assert min(fetched.values()) > 10_000
    assert sum(fetched.values()) <= 1_300_000, fetched


def test_the_messages_of_a_page_come_compressed(address):
    stream = f"{address.replace('http', 'ws')}/_stcore/stream"
    with connect(stream, subprotocols=["streamlit"]) as socket:
        assert "permessage-deflate" in socket.response.headers["Sec-WebSocket-Extensions"]


def test_the_typeface_of_icons_has_all_that_streamlit_and_the_pages_name():
    assert named_icons() - set(drawn_icons(TTFont(ICONS))) <= NEVER_DRAWN  # else `make icons`


# Whose WebSockets are taken


def test_a_websocket_of_another_site_is_refused_and_of_this_one_taken(address):
    place = address.removeprefix("http://")
    assert handshake(address) == 101
    assert handshake(address, address) == 101
    assert handshake(address, "https://dashboard.test") == 101  # the public address
    assert handshake(address, "https://example.org:8443", host="example.org") == 101
    for origin in ("https://evil.example", "null", f"https://{place}.evil.example", "http://[zz]"):
        assert handshake(address, origin) == 403


# Asks nothing outside

WATCH = """
import ipaddress, os, sys

def is_outside(host):
    if host in (None, "", "localhost"):
        return False
    host = host.decode() if isinstance(host, bytes) else host
    try:
        address = ipaddress.ip_address(host)
        return not (address.is_loopback or address.is_unspecified)
    except ValueError:
        return True

def watch(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        place = arguments[1] if event == "socket.connect" else arguments[-1]
        host = place[0] if isinstance(place, tuple) else None
    elif event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    else:
        return
    if is_outside(host):
        with open(os.environ["ASKED_OUTSIDE"], "a") as file:
            file.write(f"{event} {host}\\n")

sys.addaudithook(watch)
"""
STREAMLIT = (
    *(sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "web" / "server.py")),
    *("--server.port", "PORT"),
)


@pytest.mark.installations
@pytest.mark.parametrize(
    "command",
    [
        DASHBOARD,
        (*DASHBOARD, "--host", "0.0.0.0"),
        STREAMLIT,
        (*STREAMLIT, "--server.headless", "false", "--server.address", "0.0.0.0"),
        (*STREAMLIT, "--server.headless", "true", "--logger.hideWelcomeMessage", "false"),
    ],
    ids=["serve", "serve everywhere", "streamlit run", "with a screen", "with a welcome"],
)
def test_nothing_is_ever_asked_outside(tmp_path, command):
    (tmp_path / "sitecustomize.py").write_text(WATCH, encoding="utf-8")
    asked = tmp_path / "asked"
    # Whatever goes through a proxy would be heard here.
    with socket.create_server(("127.0.0.1", 0)) as proxy:
        proxy.setblocking(False)
        through = f"http://127.0.0.1:{proxy.getsockname()[1]}"
        env = {
            "PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}",
            "ASKED_OUTSIDE": str(asked),
            **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), through),
            "no_proxy": "127.0.0.1",
        }
        process, address = serve(*command, env=env)
        try:
            for path in ("", "explore", "figures/lead.svg", "oembed?url=http://evil.example/x"):
                ask(f"{address}/{path}", Origin="https://evil.example")
            assert handshake(address, "https://evil.example") == 403
            assert handshake(address, address) == 101
        finally:
            stop(process)
        with pytest.raises(BlockingIOError):
            proxy.accept()
    assert not asked.exists(), asked.read_text(encoding="utf-8")


# By which address a reader comes


@pytest.fixture(scope="module")
def unnamed():
    process, address = serve(*DASHBOARD, env={"DASHBOARD_ADDRESS": ""})
    yield address
    stop(process)


def test_without_a_public_address_each_reader_gets_files_with_the_one_by_which_he_came(unnamed):
    url = f"{unnamed}/figures/llm_share.csv"
    ways = [
        ({}, unnamed),
        ({"Host": "dash.example"}, "http://dash.example"),
        ({"Host": "dash.example", "X_Forwarded_Proto": "https"}, "https://dash.example"),
        (
            {
                "X_Forwarded_Host": "a.example, proxy",
                "X_Forwarded_Prefix": "/ai/",
                "X_Forwarded_Proto": "https, http",
            },
            "https://a.example/ai",
        ),
        ({"Host": "dash.example"}, "http://dash.example"),  # again: nobody gets another's file
    ]
    tags = set()
    for headers, root in ways:
        _, answered, body = ask(url, **headers)
        assert f"{root}/figures/llm_share?dataset=" in body.decode()
        assert answered["link"].startswith(f"<{root}/oembed?")
        assert answered["cache-control"].startswith("private")
        assert "X-Forwarded-Host" in answered["vary"]
        tags.add(answered["etag"])
    assert len(tags) == 4


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Forwarded_Host": 'a.example"><script>'},
        {"X_Forwarded_Prefix": "/../<b>"},
        {"X_Forwarded_Proto": "javascript"},
        {"X_Forwarded_Host": "x" * 5000},
        {"Host": "a b"},
        {"X_Forwarded_Host": "[[["},
        {"X_Forwarded_Host": "evil:99999"},
        {"X_Forwarded_Host": "...."},
        {"X_Forwarded_Prefix": "/a/../b"},
    ],
)
def test_what_is_no_address_is_not_believed(unnamed, headers):
    status, _, body = ask(f"{unnamed}/explore?metric=llm_share", **headers)
    if status == 200:
        [address] = re.findall(r'og:url" content="([^"]*)"', body.decode())
        assert address == "http://localhost:8501/figures/llm_share"
    else:
        assert status == 400


@pytest.mark.parametrize("host", ["[::1", "[[["])
def test_a_host_that_cannot_be_read_harms_no_oembed_answer(unnamed, host):
    status, _, body = ask(f"{unnamed}/oembed?url=/figures/lead", X_Forwarded_Host=host)
    assert status == 200, body


def test_a_host_of_a_container_and_a_scheme_in_capitals_are_believed(unnamed):
    headers = {"X_Forwarded_Host": "ai_dashboard:8701", "X_Forwarded_Proto": "HTTPS"}
    _, _, body = ask(f"{unnamed}/explore?metric=llm_share", **headers)
    [address] = re.findall(r'og:url" content="([^"]*)"', body.decode())
    assert address == "https://ai_dashboard:8701/figures/llm_share"


def test_where_the_public_address_is_named_nothing_else_is_believed(address):
    headers = {"Host": "evil.example", "X_Forwarded_Host": "evil.example"}
    for path in ("", "figures/llm_share.csv", "figures/llm_share", "explore?metric=llm_share"):
        _, answered, body = ask(f"{address}/{path}", **headers)
        assert b"evil.example" not in body
        assert "evil.example" not in str(answered)
    assert "public" in ask(f"{address}/figures/llm_share.csv")[1]["cache-control"]


def test_the_server_says_at_start_that_no_public_address_is_named():
    for named, is_said in (("", True), ("https://example.org/ai", False)):
        process, _ = serve(*DASHBOARD, env={"DASHBOARD_ADDRESS": named})
        stop(process)
        said = process.stdout.read().decode()
        assert ("WARNING: DASHBOARD_ADDRESS is not set" in said) == is_said
        assert len([line for line in said.splitlines() if "DASHBOARD_ADDRESS" in line]) == is_said


# How it ends, and what holds nobody up


STUCK = """
import threading
from dashboard.export import formats

def never(figure):
    threading.Event().wait()

formats.FORMATS["png"] = formats.Format(never, "image/png", "picture")
"""


@pytest.fixture
def stuck(tmp_path):
    """A server whose PNGs never come."""
    script = f"{STUCK}\nfrom dashboard.cli import main\nmain(['serve', '--port', 'PORT'])"
    file = tmp_path / "stuck.py"
    file.write_text("import sys\n" + script.replace("'PORT'", "sys.argv[1]"), encoding="utf-8")
    process, address = serve(sys.executable, str(file), "PORT", env={"PYTHONPATH": str(ROOT)})
    yield process, address
    stop(process)


def connections(address, paths):
    """Sockets on which the paths are asked for; nobody reads the answers."""
    name, port = address.removeprefix("http://").split(":")
    for path in paths:
        connection = socket.create_connection((name, int(port)), timeout=60)
        connection.sendall(f"GET /{path} HTTP/1.1\r\nHost: {name}\r\n\r\n".encode())
        yield connection


def test_a_signal_ends_the_server_though_answers_never_come_and_readers_stay(stuck):
    process, address = stuck
    with contextlib.ExitStack() as open_ones:
        paths = [f"figures/llm_share.png?dpi={dpi}" for dpi in range(72, 112)]
        for connection in connections(address, paths):
            open_ones.enter_context(connection)
        assert ask(f"{address}/health")[0] == 200
        assert ask(f"{address}/figures")[0] == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) in (-signal.SIGTERM, 128 + signal.SIGTERM)


def run(work):
    """What a coroutine function gives, in a thread: the browser's loop runs in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(lambda: asyncio.run(work())).result()


def test_a_worker_that_never_comes_back_holds_up_no_other(monkeypatch):
    from dashboard.export import formats
    from dashboard.web import figure_store

    forever = threading.Event()
    never = formats.Format(lambda figure: forever.wait(), "image/png", "picture")
    monkeypatch.setitem(formats.FORMATS, "png", never)
    store = figure_store.FigureStore(DATA, longest=0.3)

    async def get(format, dpi=None):
        return await store.file(View("llm_share", dpi=dpi), format, date.today(), Urls("http://d"))

    async def ask_all():
        count = 3 * (os.cpu_count() or 1)
        stuck_ones = [asyncio.create_task(get("png", dpi)) for dpi in range(72, 72 + count)]
        outcomes = await asyncio.gather(*stuck_ones, return_exceptions=True)
        assert all(isinstance(outcome, Unavailable) for outcome in outcomes)
        store.longest = 60
        return await get("csv")

    try:
        assert b"llm_share" in run(ask_all).content
    finally:
        forever.set()


def test_a_file_is_made_once_for_all_who_ask_at_once(monkeypatch):
    from dashboard.export import formats
    from dashboard.web import figure_store

    made = []
    make = formats.FORMATS["csv"].make
    counted = formats.Format(lambda figure: made.append(1) or make(figure), "text/csv")
    monkeypatch.setitem(formats.FORMATS, "csv", counted)
    store = figure_store.FigureStore(DATA)

    async def ask_all():
        view = View("llm_share")
        asked = [store.file(view, "csv", date.today(), Urls("http://d")) for _ in range(20)]
        return await asyncio.gather(*asked)

    files = run(ask_all)
    assert len(made) == 1
    assert len({file.tag for file in files}) == 1


def test_oembed_answers_only_for_addresses_of_this_dashboard(address):
    for url in ("https://evil.example/explore", "//evil.example/", "http://[zz]/", "x" * 5000):
        status, headers, _ = ask(f"{address}/oembed?{urllib.parse.urlencode({'url': url})}")
        assert status in (400, 404)
        assert headers["content-type"].startswith("text/plain")
    answer = json.loads(ask(f"{address}/oembed?url=/explore?metric=llm_share")[2])
    assert "figures/llm_share.html" in answer["html"]
