"""App: the rooms assembled into one application.

Comes in: the address of a library and, if wanted, folders of packs.
Goes out: a FastAPI application: pages from `web`, data from `api`, the JSON twin of every page; for uvicorn also
`uvicorn --factory gongbao.app:create_app`.
Promises: the library is opened once and packs are prepared once; a pack that does not load is left out and told in the
log, the rest runs; every answer carries the security headers; long queries and bodies are refused before they are read;
an error is a page with a sentence and a next step, or problem+json under /api.
Never: holds a rule, loads anything from another host, writes to the library.
"""

from gongbao.app.create import create_app

__all__ = ["create_app"]
