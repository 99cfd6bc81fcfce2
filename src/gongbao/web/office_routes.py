"""Routes of the legal office: /清理, /自证, /机关."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from gongbao.web import office
from gongbao.web.answering import download, not_found, show
from gongbao.web.files import XLSX
from gongbao.web.frame import Frame, frame_of
from gongbao.web.portal import Portal


def add_routes(routes: APIRouter, portal: Portal) -> None:
    """Put the legal office's routes on the portal."""

    def around(request: Request) -> Frame:
        return frame_of(request, clock=portal.clock)

    @routes.get("/清理")
    def cleanup(request: Request) -> Response:
        frame = around(request)
        asked = request.query_params.get("months", "")
        months = int(asked) if asked in {str(each) for each in office.MONTHS} else office.MONTHS[0]
        return show("cleanup.html", frame, office.cleanup_page(portal, frame, months))

    @routes.get("/清理.xlsx")
    def ledger(request: Request) -> Response:
        frame = around(request)
        body = portal.library.registry.export_records("xlsx", on=frame.on)
        return download(body, XLSX, f"文件台账-{frame.on.isoformat()}.xlsx")

    @routes.get("/自证")
    def proofs(request: Request) -> Response:
        frame = around(request)
        return show("proofs.html", frame, office.proofs_page(portal, frame))

    @routes.get("/自证/{name:path}")
    def proof(request: Request, name: str) -> Response:
        frame = around(request)
        values = office.proof_page(portal, frame, name)
        return show("proof.html", frame, values) if values else not_found(frame, name)

    @routes.get("/机关")
    def bodies(request: Request) -> Response:
        frame = around(request)
        place = request.query_params.get("place", "")[:40]
        return show("bodies.html", frame, office.bodies_page(portal, frame, place))

    @routes.get("/机关/{place}")
    def bodies_of(request: Request, place: str) -> Response:
        frame = around(request)
        values = office.bodies_page(portal, frame, place)
        return show("bodies.html", frame, values) if values["place"] == place else not_found(frame, place)

    @routes.get("/机关/{place}/{name:path}")
    def body(request: Request, place: str, name: str) -> Response:
        frame = around(request)
        values = office.body_page(portal, frame, place, name)
        return show("body.html", frame, values) if values else not_found(frame, name)
