"""The bare pages in an app with a health check, so that both can be waited for alike."""

from pathlib import Path

import streamlit as st
from starlette.responses import JSONResponse
from starlette.routing import Route

health = Route("/health", lambda request: JSONResponse({}))
app = st.App(Path(__file__).with_name("bare_page.py"), routes=[health])
