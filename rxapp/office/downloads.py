"""Files that a coordinator takes out of the office: reports, exports and paper, each checked by who asks.

GET /api/office/<site>/<file>     a file of `FILES`; its choices are in the query
POST /api/office/<site>/cards.pdf new cards for learners: their former cards stop working
GET /api/office/sites.csv, .xlsx  the caller's sites side by side
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from rxapp.office import paper, session_sheet
from rxapp.office.report import Report, make_report
from rxapp.office.report_files import report_csv, report_pdf, report_xlsx
from rxapp.office.side_by_side import side_by_side
from rxapp.office.sites_file import sites_csv, sites_xlsx
from rxapp.server import exports, sites
from rxapp.server.accounts import account_sessions
from rxapp.server.accounts.account_api import COOKIE
from rxapp.server.accounts.account_sessions import NotAllowed
from rxapp.server.diplomas.diploma_api import public_address
from rxapp.server.diplomas.diploma_logo import logo_of
from rxapp.server.diplomas.diploma_print import sample_picture
from rxapp.server.edge.answering import answered, work
from rxapp.server.edge.errors import Refusal
from rxapp.server.imports.batch import writing_as
from rxapp.server.paper import cards, labels
from rxapp.server.privacy import keeping, passport, processing

KINDS = {
    "pdf": "application/pdf",
    "png": "image/png",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
LONGEST_PERIOD_DAYS = 366 * 5


@dataclass(frozen=True)
class Asked:
    """What is asked, by whom, of which site; `given` are the choices in the address."""

    folder: Path
    site: str
    account: str
    address: str
    given: Mapping[str, str]

    def open(self):
        """The site's database."""
        return sites.using(self.folder, self.site)

    def name(self) -> str:
        """What the site is called."""
        with self.open() as connection:
            return connection.execute("SELECT max(name) FROM site").fetchone()[0] or self.site


def period(given: Mapping[str, str]) -> tuple[date, date]:
    """The period in the address; raises `Refusal` for no days, the wrong order, or more than five years."""
    try:
        since, until = date.fromisoformat(given.get("since", "")), date.fromisoformat(given.get("until", ""))
    except ValueError:
        raise Refusal(400, "malformed", "Name 'since' and 'until' as YYYY-MM-DD.") from None
    if not 0 <= (until - since).days <= LONGEST_PERIOD_DAYS:
        raise Refusal(400, "malformed", "'until' must be on or after 'since', and at most five years later.")
    return since, until


def _report(write: Callable[[Report], bytes]) -> Callable[[Asked], bytes]:
    def make(asked: Asked) -> bytes:
        with asked.open() as connection:
            report = make_report(connection, *period(asked.given), asked.given.get("funder", ""))
        return write(report)

    return make


def _of_site(write: Callable) -> Callable[[Asked], bytes]:
    """A file made from the site's database and perhaps a choice."""

    def make(asked: Asked) -> bytes:
        with asked.open() as connection:
            return write(connection, asked.given)

    return make


def _passport(write: Callable) -> Callable[[Asked], bytes]:
    def make(asked: Asked) -> bytes:
        learner = asked.given.get("learner", "")
        purpose = "next" if asked.given.get("for") == "next" else "access"
        with asked.open() as connection:
            try:
                made = write(connection, learner, purpose)
            except passport.UnknownLearner as error:
                raise Refusal(404, "unknown-learner", str(error)) from None
        _note_opening(asked, learner)
        return made

    return make


def _note_opening(asked: Asked, learner: str) -> None:
    """Whoever takes a folder along has looked in it."""
    with asked.open() as connection, writing_as(connection, asked.account):
        connection.execute(
            "INSERT INTO folder_opening (learner, opened_at) VALUES (?, strftime('%Y-%m-%dT%H:%M:%SZ', 'now'))",
            (learner,),
        )


def _labels(asked: Asked) -> bytes:
    sheet = labels.find_sheet(asked.given.get("sheet", "L7160"))
    if "test" in asked.given:
        return labels.test_pdf(sheet)
    skip = asked.given.get("skip", "0") or "0"
    if not (skip.isascii() and skip.isdigit() and int(skip[:4]) < sheet.count):
        raise Refusal(400, "malformed", f"'skip' must be a whole number below {sheet.count}.")
    with asked.open() as connection:
        copies = labels.copies_to_label(connection)
    return labels.labels_pdf(sheet, copies, int(skip[:4]))


def _cards(asked: Asked) -> bytes:
    chosen = [asked.given["learner"]] if asked.given.get("learner") else None
    with asked.open() as connection, writing_as(connection, asked.account):
        made = cards.make_cards(connection, chosen)
    return cards.cards_pdf(made, asked.address, asked.name())


def _sample(asked: Asked) -> bytes:
    return sample_picture(asked.name(), logo_of(asked.folder, asked.site), asked.address)


def _months(asked: Asked) -> dict[str, int]:
    return keeping.months_of(asked.folder, asked.site)


FILES: dict[str, Callable[[Asked], bytes]] = {
    "verslag.pdf": _report(report_pdf),
    "verslag.csv": _report(report_csv),
    "verslag.xlsx": _report(report_xlsx),
    "plek.zip": _of_site(lambda connection, given: exports.site_csv_zip(connection)),
    "plek.xlsx": _of_site(lambda connection, given: exports.site_xlsx(connection)),
    "paspoort.pdf": _passport(lambda connection, learner, purpose: passport.passport_pdf(connection, learner)),
    "paspoort.json": _passport(passport.passport_json),
    "register.pdf": lambda asked: processing.record_pdf(asked.name(), _months(asked)),
    "register.csv": lambda asked: processing.record_csv(_months(asked)),
    "etiketten.pdf": _labels,
    "paklijst.pdf": _of_site(paper.pack_list_pdf),
    "uurblad.pdf": _of_site(session_sheet.session_sheet_pdf),
    "jaarplan.pdf": _of_site(paper.year_plan_pdf),
    "poster.pdf": _of_site(paper.poster_pdf),
    "voorbeeld.png": _sample,
    "privacy.pdf": lambda asked: paper.notice_pdf(asked.name(), _months(asked)),
}
"""Every file of a site and how it is made."""

CHANGING: dict[str, Callable[[Asked], bytes]] = {"kaarten.pdf": _cards}
"""Files whose making changes something: they are asked for with POST."""


def _asked(request: Request, site: str | None) -> Asked:
    folder = sites.data_folder()
    try:
        caller = account_sessions.require(folder, request.cookies.get(COOKIE), site)
    except NotAllowed as error:
        known = request.cookies.get(COOKIE) and site is not None
        raise Refusal(403 if known else 401, "not-allowed", str(error)) from None
    return Asked(folder, site or "", caller.account, public_address(request), dict(request.query_params))


@answered
async def get_file(request: Request) -> Response:
    """GET /api/office/<site>/<file>."""
    return await _answer(request, FILES)


@answered
async def post_file(request: Request) -> Response:
    """POST /api/office/<site>/<file>: a file whose making changes something."""
    return await _answer(request, CHANGING)


async def _answer(request: Request, files: dict[str, Callable[[Asked], bytes]]) -> Response:
    asked = await work(_asked, request, request.path_params["site"])
    name = request.path_params["file"]
    if name not in files:
        raise Refusal(404, "unknown-address", f"There is no {request.method} {request.url.path}.")
    try:
        made = await work(files[name], asked)
    except paper.Unknown as error:
        raise Refusal(404, "unknown-row", str(error)) from None
    return _file(made, f"{asked.site}-{name}")


@answered
async def get_sites(request: Request) -> Response:
    """GET /api/office/sites.<kind>: the caller's sites side by side, small numbers hidden."""
    kind = request.path_params["kind"]
    if kind not in ("csv", "xlsx"):
        raise Refusal(404, "unknown-address", f"There is no {request.method} {request.url.path}.")
    made = await work(_sites, request, kind)
    return _file(made, f"plekken.{kind}")


def _sites(request: Request, kind: str) -> bytes:
    asked = _asked(request, None)
    caller = account_sessions.require(asked.folder, request.cookies.get(COOKIE))
    lines = side_by_side(asked.folder, caller, *period(asked.given))
    return {"csv": sites_csv, "xlsx": sites_xlsx}[kind](lines)


def _file(made: bytes, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(made, media_type=KINDS[name.rpartition(".")[2]], headers=headers)


downloads = Starlette(
    routes=[
        Route("/api/office/sites.{kind}", get_sites, methods=["GET"]),
        Route("/api/office/{site}/{file}", get_file, methods=["GET"]),
        Route("/api/office/{site}/{file}", post_file, methods=["POST"]),
    ]
)
"""For `rx.App(api_transformer=[api, downloads, …])`: after `api`, so that it is asked first."""
