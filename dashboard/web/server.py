"""The ASGI app: Streamlit's pages and the addresses of figures and data, in one process."""

from __future__ import annotations

import sys
from pathlib import Path

import streamlit as st

# `streamlit run dashboard/web/server.py` runs this file by its path: the package lies above it.
sys.path[:0] = [str(Path(__file__).resolve().parent.parent.parent)] if not __package__ else []

from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from streamlit import file_util

from dashboard.settings import PACKAGE, data_folder
from dashboard.web.addresses import Addresses
from dashboard.web.door import Door
from dashboard.web.lifetime import lifespan
from dashboard.web.reached import base_path
from dashboard.web.scripts import WithScripts

STATIC = Path(file_util.get_static_dir()) / "static"
addresses = Addresses(data_folder())
app = st.App(
    PACKAGE / "app" / "main.py",
    routes=addresses.routes,
    middleware=[
        Middleware(Door, base=base_path()),
        Middleware(GZipMiddleware, minimum_size=1000, compresslevel=6),
        Middleware(WithScripts, path=f"{base_path()}/static", folder=str(STATIC)),
    ],
    lifespan=lifespan(addresses.dataset.project.title),
)
