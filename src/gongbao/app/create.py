"""`create_app`: open what the doors need, put the doors on, guard them."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from gongbao import __version__, api, web
from gongbao.app.guards import Guards
from gongbao.app.twins import Twins
from gongbao.decisions import Program, prepare
from gongbao.examination import Examined
from gongbao.guidance import Coverage, coverage, load_systems
from gongbao.library import Library
from gongbao.pack import PackError, find_packs, open_pack

log = logging.getLogger("gongbao.app")

_ABOUT = "政府公报里的文件、条款和已运行的制度。名词与门户一致；每个结论都引出它所依据的原文。错误为 problem+json。"


def create_app(
    library_url: str | None = None,
    pack_folders: Sequence[Path] | None = None,
    *,
    clock: Callable[[], date] | None = None,
    warm: bool = False,
) -> FastAPI:
    """The portal and the API over one library.

    Args:
        library_url: the library; None: GONGBAO_LIBRARY, else the user's data folder.
        pack_folders: content folders of packs; None: what ships, and GONGBAO_PACKS.
        clock: says which day is today; None: the machine's clock.
        warm: examine the gazettes in the background at once, so that the first reader of a page need not wait.

    Raises:
        LibraryError: the library cannot be opened.
        CatalogueError: the catalogue of systems cannot be read.
    """
    library = Library.open(library_url)
    programs = _programs(library, list(pack_folders) if pack_folders is not None else None)
    systems = load_systems()
    packs = [program.pack for program in programs.values()]

    def covered() -> Coverage:
        return coverage(systems, packs, library)

    covered()
    app = FastAPI(
        title="gongbao",
        version=__version__,
        description=_ABOUT,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    examined = Examined(library)
    if warm:
        threading.Thread(target=_warm, args=(examined, (clock or web.today)()), name="warm", daemon=True).start()
    portal = web.Portal(library, programs, covered, examined, clock or web.today)
    app.include_router(api.router(library, programs, covered, examined, clock or web.today))
    app.include_router(web.router(portal))
    _answer_errors(app, portal)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(Twins)
    app.add_middleware(Guards, failed=lambda request: _failed(request, portal))
    return app


def _warm(examined: Examined, on: date) -> None:
    """What fails here fails again, and is told, where a page asks for it."""
    try:
        examined.warm(on)
    except Exception:
        log.exception("预先体检没有完成，页面打开时再做")


def _programs(library: Library, folders: list[Path] | None) -> dict[str, Program]:
    programs: dict[str, Program] = {}
    for folder in find_packs(None, folders):
        try:
            pack = open_pack(folder, library, folders)
        except PackError as error:
            log.warning("规则包没有载入，其余照常：%s", error)
            continue
        programs[pack.name] = prepare(pack)
    return programs


def _answer_errors(app: FastAPI, portal: web.Portal) -> None:
    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> Response:
        return _error(request, portal, error.status_code, str(error.detail or ""))

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, error: RequestValidationError) -> Response:
        if request.url.path.startswith("/api/"):
            return api.invalid(request, error)
        return web.error_page(request, portal, 422)


def _error(request: Request, portal: web.Portal, status: int, detail: str) -> Response:
    if request.url.path.startswith("/api/"):
        return api.problem(request, status, detail)
    return web.error_page(request, portal, status, detail)


def _failed(request: Request, portal: web.Portal) -> Response:
    return _error(request, portal, 500, "")
