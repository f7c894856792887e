"""Bringing books and people in at the tab's site: a file becomes a preview, which is applied and can be undone."""

import asyncio
import dataclasses
from functools import partial
from typing import Any

import reflex as rx

from rxapp.office.office_state import TROUBLE, Office, Sentence, moment, office_event, run
from rxapp.server import office, office_files, sites
from rxapp.server.accounts.account_sessions import Caller, NotAllowed
from rxapp.server.imports import batch, books, isbn, marc, people
from rxapp.server.imports.preview import Plan, summary
from rxapp.server.imports.tables import UnreadableFile
from rxapp.server.sentences import dutch, told
from rxapp.ui import SYMBOLS, msgid

MOST_SHOWN = 200
DONE = msgid("Klaar. Alles is ingelezen.")
EVERY_SECONDS = 0.2
"""How often the page hears how far an import is."""

READERS = {
    "books": books.read_books,
    "marc": marc.read_marc,
    "learners": people.read_learners,
    "staff": people.read_staff,
}


@dataclasses.dataclass
class Line:
    """Something that will happen, or that is wrong with a row."""

    line: int
    sentence: str


@dataclasses.dataclass
class Batch:
    """An import of before."""

    id: str
    kind: str
    file: str
    added: int
    changed: int
    made_at: str
    undone_at: str


class ImportState(Office):
    """One import at a time in this tab, and those of before."""

    kind: str = "books"
    file: str = ""
    has_plan: bool = False
    summary: list[str] = []
    steps: list[Line] = []
    problems: list[Line] = []
    bad_lines: int = 0
    ignored: str = ""
    number: int = 0
    is_running: bool = False
    done_steps: int = 0
    all_steps: int = 1
    batches: list[Batch] = []
    _records: Any = None
    _plan: Any = None
    _plan_site: str = ""

    @office_event
    async def load(self, caller: Caller) -> None:
        """Read the imports of before; a preview of this site stays, because a page also loads when a connection returns."""
        self.is_running = False
        if self._plan_site != self.site:
            self._forget_plan()
        await self._read()

    async def _read(self) -> None:
        self.batches = await run(_batches, self.site) if self.site else []

    def _forget_plan(self) -> None:
        self.has_plan, self._records, self._plan = False, None, None
        self.summary, self.steps, self.problems, self.file = [], [], [], ""

    @office_event
    async def choose_kind(self, caller: Caller, kind: str) -> None:
        """Choose what will be brought in."""
        self._forget_plan()
        self.kind = kind if kind in (*READERS, "isbn") else "books"

    @office_event
    async def read_file(self, caller: Caller, file: str, name: str) -> None:
        """Read the file that the browser brought, and show what it would do."""
        self._forget_plan()
        data = await run(office_files.take, sites.data_folder(), caller.account, file)
        try:
            sheet = await run(READERS.get(self.kind, books.read_books), data)
        except UnreadableFile as error:
            raise Sentence(*error.args) from None
        self.file = str(name)[:120]
        self._records = sheet.records, sheet.ignored
        await self._preview()

    @office_event
    async def look_up(self, caller: Caller, form: dict[str, Any]) -> None:
        """Look the typed or scanned numbers up in the public catalogue, and show what would come."""
        self._forget_plan()
        typed = str(form.get("isbns", "")).replace(",", " ").replace(";", " ").split()
        wrong = [number for number in typed if isbn.read_isbn(number) is None]
        if wrong or not typed:
            told = (
                dutch("Dit is geen ISBN: {wat}.", wat=", ".join(wrong[:5])) if wrong else dutch("Scan of typ een ISBN.")
            )
            raise Sentence(told)
        try:
            found = await run(isbn.look_up, [isbn.read_isbn(number) for number in typed])
        except isbn.CatalogueFailed as error:
            raise Sentence(*error.args) from None
        if not found.records:
            raise Sentence(msgid("De catalogus kent deze boeken niet. Voeg ze toe op de tablet of met een bestand."))
        self.file, self._records = "ISBN", (found.records, [])
        await self._preview()
        self.ignored = ", ".join(found.unknown)

    async def _preview(self) -> None:
        self._plan_site = self.site
        self._plan = plan = await run(_plan, self.site, self._make_plan())
        self.has_plan = True
        self.summary = list(map(told, summary(plan)))
        doing = [step for step in plan.steps if step.action != "skip"]
        self.number = len(doing)
        self.steps = [Line(step.line, told(step.sentence)) for step in doing[:MOST_SHOWN]]
        self.problems = [Line(problem.line, told(problem.sentence)) for problem in plan.problems]
        self.bad_lines = len({problem.line for problem in plan.problems})
        self.ignored = ", ".join(plan.ignored)

    def _make_plan(self):
        records, ignored = self._records
        if self.kind in ("learners", "staff"):
            make = people.plan_learners if self.kind == "learners" else people.plan_staff
            return partial(make, records=records, symbols=SYMBOLS, ignored=ignored)
        return partial(books.plan_books, records=records, ignored=ignored)

    @office_event
    async def cancel(self, caller: Caller) -> None:
        """Put the preview away."""
        self._forget_plan()

    @rx.event(background=True)
    async def apply(self):
        """Do what the preview shows, all of it or nothing, and tell how far it is."""
        async with self:
            self.problem = self.done = ""
            try:
                caller = await self._arrive()
            except NotAllowed as error:
                return await self._turn_away(error)
            if self._plan is None or self.is_running:
                return None
            self.is_running, self.done_steps, self.all_steps = True, 0, max(1, self.number)
            site, account, file, plan, make = self.site, caller.account, self.file, self._plan, self._make_plan()
        far = [0, 1]
        work = asyncio.create_task(run(_apply, site, make, plan, account, file, far))
        while not work.done():
            await asyncio.wait([work], timeout=EVERY_SECONDS)
            async with self:
                self.is_running, self.done_steps, self.all_steps = True, *far
        async with self:
            self.is_running = False
            await self._finish(work.exception())

    async def _finish(self, error: BaseException | None) -> None:
        if isinstance(error, batch.Changed):
            await self._preview()
            self.problem = told(error)
        elif error is not None:
            self.problem = told(error) if isinstance(error, batch.HasProblems) else TROUBLE
        else:
            self._forget_plan()
            self.done = DONE
        await self._read()

    @office_event
    async def undo(self, caller: Caller, batch_id: str) -> None:
        """Take an import back; what is in use stays."""
        try:
            undone = await run(batch.undo, sites.data_folder(), self.site, batch_id, caller.account)
        except ValueError:
            raise Sentence(msgid("Dit inlezen kan niet meer ongedaan gemaakt worden.")) from None
        await self._read()
        words = dutch("{weg} weggehaald, {terug} teruggezet. {gebleven} gebleven, want dat is in gebruik.",
                      weg=undone.removed, terug=undone.put_back, gebleven=undone.kept)  # fmt: skip
        self.done = told(words)


def _plan(site: str, make) -> Plan:
    with sites.using(sites.data_folder(), site) as connection:
        return make(connection)


def _apply(site: str, make, plan: Plan, account: str, file: str, far: list[int]) -> str:
    def show(done: int, total: int) -> None:
        far[:] = done, max(1, total)

    return batch.apply(sites.data_folder(), site, make, plan, account, file, bool(plan.problems), show)


def _batches(site: str) -> list[Batch]:
    with office.using(sites.data_folder()) as connection:
        return [
            Batch(r["id"], r["kind"], r["file"], r["added"], r["changed"], moment(r["made_at"]),
                  moment(r["undone_at"]))
            for r in batch.batches(connection, site)[:50]
        ]  # fmt: skip
