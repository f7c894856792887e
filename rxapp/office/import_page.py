"""Bringing in books and people: choose what, see everything that will happen, do it, and take it back if need be."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.file_choice import file_choice
from rxapp.browser.scan import camera
from rxapp.office.frame import office_page
from rxapp.office.import_state import MOST_SHOWN, ImportState
from rxapp.ui import (
    badge,
    banner,
    button,
    card,
    field,
    moment_in_words,
    msgid,
    progress,
    row,
    rows,
    some_rows,
    spread,
    t,
    text_area,
    tn,
)

KINDS = {
    "books": (
        msgid("Boeken (CSV)"),
        msgid(
            "Een bestand uit Excel met een kolom 'titel'. "
            "Ook: auteur, niveau, reeks, soort, ISBN, etiket, plaats, aantal."
        ),
    ),
    "marc": (msgid("Boeken (MARC)"), msgid("Een bestand uit een bibliotheeksysteem, MARC21 of MARCXML.")),
    "isbn": (
        msgid("Boeken (ISBN)"),
        msgid("Scan of typ de ISBN's. Wij zoeken de boeken op in een openbare catalogus."),
    ),
    "learners": (msgid("Deelnemers (CSV)"), msgid("Een bestand met een kolom 'voornaam'. Meer bewaren wij niet.")),
    "staff": (msgid("Medewerkers (CSV)"), msgid("Een bestand met de kolommen 'voornaam' en 'taken'.")),
}  # fmt: skip
BROUGHT = {"books": msgid("boeken"), "learners": msgid("deelnemers"), "staff": msgid("medewerkers")}
ACCEPT = ".csv,.txt,.mrc,.marc,.xml,text/csv"


def import_page() -> rx.Component:
    """What, which file, the preview, and the imports of before."""
    return office_page(
        t("Inlezen"),
        rx.cond(ImportState.has_plan, _preview(), _choose()),
        _before(),
    )


def _choose() -> rx.Component:
    kinds = [
        rx.el.button(
            t(word),
            type="button",
            class_name="tab",
            on_click=ImportState.choose_kind(kind),
            aria_pressed=rx.cond(ImportState.kind == kind, "true", "false"),
        )
        for kind, (word, _) in KINDS.items()
    ]
    told = t(rx.match(ImportState.kind, *((kind, hint) for kind, (_, hint) in KINDS.items()), ""))
    too_large = t("Dit bestand is te groot. Splits het in delen.")
    file = file_choice(t("Bestand"), ACCEPT, ImportState.read_file, too_large)
    chosen = rx.cond(ImportState.kind == "isbn", _numbers(), file)
    return card(
        rx.el.div(*kinds, class_name="tabs", role="group", aria_label=t("Wat wilt u inlezen?")),
        rx.el.p(told),
        chosen,
        title=t("Wat wilt u inlezen?"),
    )


def _numbers() -> rx.Component:
    """The numbers to look up, typed, by a hand scanner, or with the camera, which adds a line per book."""
    numbers, is_open = browser.field("isbns"), browser.field("isbn_camera", False)
    start = button(t("Camera"), is_open.set(True), icon="camera")
    stop = button(t("Camera dicht"), is_open.set(False), icon="camera-off")
    box = text_area(numbers.value, numbers.on_change, name="isbns", required=True)
    return rx.el.form(
        rx.cond(is_open.value, camera(numbers.add_scanned()), rx.fragment()),
        field(t("ISBN's"), box, hint=t("Onder elkaar of met een spatie ertussen.")),
        spread(
            button(t("Opzoeken"), type="submit", icon="search", kind="primary"),
            rx.cond(is_open.value, stop, start),
        ),
        on_submit=ImportState.look_up,
        class_name="stack",
    )


def _preview() -> rx.Component:
    state = ImportState
    nothing = rx.el.p(t("Er is niets om in te lezen."))
    apply = rx.cond(state.number > 0, button(t("Ja, lees dit in"), state.apply, icon="check", kind="primary"), nothing)
    cancel = button(t("Toch niet"), state.cancel, icon="x")
    bar = progress(
        state.done_steps,
        state.all_steps,
        t("Bezig: {klaar} van {alles}", klaar=state.done_steps, alles=state.all_steps),
    )
    rest = t("En nog {n} meer.", n=state.number - MOST_SHOWN)
    wrong = tn("{n} regel met een probleem", "{n} regels met een probleem", state.bad_lines)
    left_out = t("Die slaan we over. De rest gaat door.")
    return card(
        rx.el.ul(rx.foreach(state.summary, lambda line: rx.el.li(t(line)))),
        rx.cond(state.ignored != "", rx.el.p(t("Dit lezen we niet: {wat}", wat=state.ignored)), rx.fragment()),
        rx.cond(state.problems.length() > 0, banner("ask", wrong, left_out), rx.fragment()),
        some_rows(state.problems, _line, t("Problemen")),
        rx.cond(state.is_running, bar, spread(apply, cancel)),
        rx.el.details(
            rx.el.summary(t("Alles wat er gaat gebeuren")),
            some_rows(state.steps, _line, t("Alles wat er gaat gebeuren")),
            rx.cond(state.number > MOST_SHOWN, rx.el.p(rest), rx.fragment()),
        ),
        title=t("Dit gaat er gebeuren: {bestand}", bestand=state.file),
    )


def _line(line: Any) -> rx.Component:
    return rx.el.li(t(line.sentence), class_name="row")


def _before() -> rx.Component:
    listed = rows(rx.foreach(ImportState.batches, _batch), label=t("Eerder ingelezen"))
    return rx.cond(ImportState.batches.length() > 0, card(listed, title=t("Eerder ingelezen")), rx.fragment())


def _batch(batch: Any) -> rx.Component:
    kind = t(rx.match(batch.kind, *BROUGHT.items(), ""))
    told = t("{erbij} erbij, {anders} aangevuld", erbij=batch.added, anders=batch.changed)
    undo = button(t("Ongedaan maken"), ImportState.undo(batch.id), icon="undo-2")
    undone = badge(t("Ongedaan gemaakt"), "undo-2")
    trailing = rx.cond(batch.undone_at != "", undone, undo)
    return row(
        rx.el.span(kind, " · ", batch.file),
        rx.el.span(told, " · ", moment_in_words(batch.made_at)),
        trailing=trailing,
        key=batch.id,
    )
