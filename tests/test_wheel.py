"""An installed wheel works away from the checkout."""

import subprocess
import sys
import urllib.request
import zipfile

from support.servers import serve, stop

import dashboard
from dashboard.settings import ROOT


def test_the_wheel_carries_the_data_and_serves_it(tmp_path):
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        str(ROOT),
        "--no-deps",
        "--no-build-isolation",
        "--quiet",
        "-w",
        str(tmp_path),
    ]
    subprocess.run(build, check=True)
    [wheel] = tmp_path.glob("*.whl")
    away = tmp_path / "away"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(away)
    process, address = serve(
        sys.executable,
        "-m",
        "dashboard",
        "serve",
        "--port",
        "PORT",
        cwd=away,
        env={"PYTHONPATH": str(away)},
    )
    try:
        assert (
            dashboard.load().version.encode() in urllib.request.urlopen(f"{address}/health").read()
        )
        assert b"<svg" in urllib.request.urlopen(f"{address}/figures/ai_patents_granted.svg").read()
        assert b"what five documents state" in urllib.request.urlopen(f"{address}/").read()
    finally:
        stop(process)
