"""Behind a real nginx: below a path that is kept or taken away, unnamed, and under a strict policy.

`make installations` runs these; each kind of installation is one of those in the README.
"""

import contextlib
import json
import re
import shutil
import socket
import subprocess
import sys
import urllib.request
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from support.browser import opened, press, settle
from support.servers import ROOT, free_port, serve, stop

from dashboard.export.formats import FORMATS
from dashboard.web.policies import FIGURES, PAGES, policy

NGINX = shutil.which("nginx", path="/usr/sbin:/usr/local/sbin:/usr/bin:/usr/local/bin")
pytestmark = [
    pytest.mark.installations,
    pytest.mark.skipif(not NGINX, reason="no nginx on this machine"),
]
CONFIGURATION = """
daemon off; master_process off; pid {home}/pid; error_log {home}/error.log warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {home}/body; proxy_temp_path {home}/proxy;
  fastcgi_temp_path {home}/fastcgi; uwsgi_temp_path {home}/uwsgi; scgi_temp_path {home}/scgi;
  map $http_upgrade $connection_upgrade {{ default upgrade; '' close; }}
  server {{
    listen 127.0.0.1:{port};
    {locations}
  }}
}}
"""
# What the README tells people to write into every location.
ALWAYS = """
    proxy_http_version 1.1;
    proxy_set_header Upgrade $http_upgrade;
    proxy_set_header Connection $connection_upgrade;
    proxy_set_header Host $http_host;
    client_max_body_size 100m;
"""
FORWARDED = """
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Prefix /ai;
"""


@dataclass(frozen=True)
class Installation:
    """A way to stand behind nginx: its locations, and whether the public address is named."""

    locations: str
    path: str = "/ai"
    is_named: bool = True
    keeps_path: bool = False


def _location(path, target, *more):
    lines = "".join(more)
    return f"location {path} {{ proxy_pass {target}; {ALWAYS} {lines} }}\n"


def _strict(sources):
    return f'add_header Content-Security-Policy "{policy(sources)}" always;'


INSTALLATIONS = {
    "path kept": Installation(_location("/ai/", "http://{backend}"), keeps_path=True),
    "path taken away": Installation(_location("/ai/", "http://{backend}/")),
    "no path": Installation(_location("/", "http://{backend}"), path=""),
    "path taken away, address unnamed": Installation(
        _location("/ai/", "http://{backend}/", FORWARDED), is_named=False
    ),
    "path kept, address unnamed": Installation(
        _location("/ai/", "http://{backend}", FORWARDED), is_named=False, keeps_path=True
    ),
    "strict policy added": Installation(
        _location("/ai/", "http://{backend}/", _strict(PAGES))
        + _location(
            r"~ ^/ai(/figures/.*\.html)$", "http://{backend}$1$is_args$args", _strict(FIGURES)
        )
    ),
}


@contextlib.contextmanager
def standing(installation, home):
    """The public address of an installation while it stands."""
    port = free_port()
    public = f"http://127.0.0.1:{port}{installation.path}"
    base = installation.path.strip("/") if installation.keeps_path else ""
    command = [sys.executable, "-m", "dashboard", "serve", "--port", "PORT"]
    env = {
        "DASHBOARD_ADDRESS": public if installation.is_named else "",
        "STREAMLIT_SERVER_BASE_URL_PATH": base,
    }
    process, backend = serve(*command, env=env, below=f"/{base}" if base else "")
    locations = installation.locations.replace("{backend}", backend.removeprefix("http://"))
    (home / "nginx.conf").write_text(
        CONFIGURATION.format(home=home, port=port, locations=locations), encoding="utf-8"
    )
    call = [NGINX, "-p", str(home), "-c", str(home / "nginx.conf"), "-e", str(home / "error.log")]
    with subprocess.Popen(call) as nginx:
        try:
            _wait_until_it_listens(port, nginx)
            yield public, backend
        finally:
            nginx.terminate()
            stop(process)


def _wait_until_it_listens(port, nginx):
    while nginx.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
    raise AssertionError("nginx did not start")


@pytest.fixture(scope="module", params=INSTALLATIONS)
def installed(request, tmp_path_factory):
    with standing(INSTALLATIONS[request.param], tmp_path_factory.mktemp("nginx")) as addresses:
        yield addresses


def get(url, **headers):
    with urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=60) as answer:
        return answer.url, answer.headers, answer.read()


@pytest.mark.parametrize("page", ["", "explore?metric=training_chips", "timeline", "patents"])
def test_a_page_connects_draws_its_charts_and_asks_nothing_in_vain(chromium, installed, page):
    public, _ = installed
    with opened(chromium, public, page) as view:  # no error in the console, nothing elsewhere
        for card in view.locator('[class*="st-key-card-"]').all():
            card.locator("canvas, svg.marks, .js-plotly-plot").first.wait_for()
        assert view.evaluate("document.fonts.check('16px \"Inter Figure\"')")
        assert view.locator("h1").count() == 1


def test_a_reader_walks_from_page_to_page_and_reloads(chromium, installed):
    public, _ = installed
    with opened(chromium, public) as view:
        view.get_by_role("link", name="Explore").first.click()
        view.wait_for_url(f"{public}/explore")
        settle(view)
        view.reload()
        settle(view)
        view.get_by_role("heading", name="Explore", exact=True).wait_for()
        view.get_by_role("link", name="Overview").first.click()
        view.wait_for_url(f"{public}/")
        settle(view)


def test_a_link_that_is_copied_is_the_public_one_and_opens(chromium, installed):
    public, _ = installed
    with opened(chromium, public, "explore?metric=training_chips&form=dots") as view:
        press(view, "Share")
        view.get_by_role("button", name="Copy").and_(view.locator(":visible")).first.click()
        view.get_by_role("button", name="Copied").wait_for()
        copied = view.evaluate("navigator.clipboard.readText()")
        texts = view.locator("dd code").all_inner_texts()
    assert copied == f"{public}/explore?metric=training_chips&form=dots"
    addresses = {address for text in texts for address in re.findall(r"https?://[^\s\"<>]+", text)}
    ours = {address for address in addresses if "training_chips" in address}
    assert len(ours) >= 3
    assert all(address.startswith(f"{public}/") for address in ours)
    with opened(chromium, public, copied.removeprefix(f"{public}/")) as view:
        view.locator(".st-key-card-training_chips").wait_for()


def test_the_address_to_cite_opens_the_figure(chromium, installed):
    public, _ = installed
    with opened(chromium, public, "figures/llm_share?form=parts") as view:
        assert view.url == f"{public}/reopen?figure=llm_share&form=parts"
        view.locator(".st-key-card-llm_share").wait_for()


def test_a_file_that_a_reader_saves_from_a_page_carries_the_public_address(chromium, installed):
    public, backend = installed
    with opened(chromium, public, "explore?metric=training_chips") as view:
        card = view.locator(".st-key-card-training_chips")
        press(card, "Download")
        for name in ("CSV", "SVG", "HTML"):
            with view.expect_download() as download:
                card.get_by_role("link", name=name, exact=True).click()
            content = Path(download.value.path()).read_text(encoding="utf-8")
            assert f"{public}/figures/training_chips" in unescape(content)
            assert backend not in content


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_served(installed, format):
    public, _ = installed
    _, headers, body = get(f"{public}/figures/ai_patents_granted.{format}")
    assert body
    assert headers["content-type"] == FORMATS[format].media
    assert headers["link"].startswith(f"<{public}/oembed?url=")


def test_previews_and_oembed_name_the_public_address_and_lead_where_they_say(installed):
    public, backend = installed
    for page in ("", "explore?metric=llm_share", "figures/llm_share", "conflicts"):
        shell = get(f"{public}/{page}")[2].decode()
        assert backend not in shell
        links = re.findall(r'(?:rel="canonical" href|og:url" content)="([^"]*)"', shell)
        assert len(links) == 2
        assert all(link.startswith(f"{public}/") for link in links)
        [picture] = re.findall(r'og:image" content="([^"]*)"', shell)
        assert get(unescape(picture))[2][:4] == b"\x89PNG"
        [found] = re.findall(r'application/json\+oembed" href="([^"]*)"', shell)
        answer = json.loads(get(unescape(found))[2])
        if page != "conflicts":
            [frame] = re.findall(r'src="([^"]*)"', answer["html"])
            assert frame.startswith(f"{public}/figures/")
            assert b'id="figure"' in get(unescape(frame))[2]
    asked = urlencode({"url": f"{public}/figures/lead?utm_source=letter"})
    assert json.loads(get(f"{public}/oembed?{asked}")[2])["provider_url"] == public


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("overview?lead=lead", "/?lead=lead"),
        ("explore/", "/explore"),
        ("index.html", "/"),
    ],
)
def test_an_address_that_is_nearly_one_leads_there_below_the_same_path(installed, path, page):
    public, _ = installed
    assert get(f"{public}/{path}")[0] == f"{public}{page}"


def test_a_figure_is_framed_and_drawn_in_another_site(chromium, installed):
    public, another = installed
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{another}/nothing/here")
    page.set_content(f'<iframe src="{public}/figures/llm_share.html" height="600"></iframe>')
    page.frame_locator("iframe").locator("#figure svg, #figure canvas").first.wait_for()
    context.close()


def test_a_websocket_of_another_site_is_refused(installed):
    public, _ = installed
    host, _, path = public.removeprefix("http://").partition("/")
    name, port = host.split(":")
    request = (
        f"GET /{path}{'/' if path else ''}_stcore/stream HTTP/1.1",
        f"Host: {host}",
        "Origin: https://evil.example",
        "Connection: Upgrade",
        "Upgrade: websocket",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
    )
    with socket.create_connection((name, int(port)), timeout=10) as connection:
        connection.sendall("\r\n".join((*request, "", "")).encode())
        assert connection.recv(100).split()[1] == b"403"


def test_the_readme_tells_what_every_location_needs():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for line in filter(None, map(str.strip, (ALWAYS + FORWARDED).splitlines())):
        assert line in readme
