"""Planning a reading circle: the book, when and where, the fixed face. What is chosen stays when the tablet closes."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.ids import fresh_id
from rxapp.circle.parts import CIRCLE
from rxapp.circle.rows import BookChoice, CircleProgramme, Face
from rxapp.ui import (
    badge,
    button,
    card,
    choice_group,
    columns,
    cover,
    empty_state,
    field,
    page,
    person_tile,
    row,
    search_field,
    some_rows,
    spread,
    stack,
    stepper,
    t,
    text_input,
    tn,
    words_input,
)
from rxapp.ui import people as people_grid


def plan_page() -> rx.Component:
    """One page, from top to bottom; the last button makes the circle with all its meetings."""
    programme = browser.first(CIRCLE.circle_programmes, CircleProgramme)
    nothing = empty_state(
        "book-open",
        t("De leeskring staat nog niet in het aanbod"),
        t("Vraag de coördinator om de leeskring bij de programma's te zetten."),
    )
    plan = rx.cond(programme.id, _plan(programme), nothing)
    return page(
        t("Nieuwe leeskring"),
        rx.cond(browser.ready(CIRCLE.circle_programmes), plan, rx.fragment()),
        back=routes.CIRCLES,
        wide=True,
    )


def _plan(programme: Any) -> rx.Component:
    title, leader = browser.field("circle_title", keep=True), browser.field("circle_leader", keep=True)
    book = browser.first(CIRCLE.book_for_circle, BookChoice, title=title.value)
    when = {name: browser.field(f"circle_{name}", default, keep=True) for name, default in WHEN.items()}
    return stack(
        _book(title, book),
        rx.cond(book.id, columns(_when(when), stack(_leader(leader), _closing(when["closing"]))), rx.fragment()),
        rx.cond(book.id, _make(programme, book, title, leader, when), rx.fragment()),
    )


WHEN: dict[str, Any] = {"first_on": "", "starts": "13:00", "place": "", "pages": "", "meetings": 6, "closing": "quiz"}


def _book(title: browser.Field, book: Any) -> rx.Component:
    letters = browser.field("circle_letters")
    chosen = row(
        book.name,
        book.author,
        leading=cover(book.name, book.colour, book.cover, "m"),
        trailing=rx.fragment(_copies(book), button(t("Ander boek"), title.set(""), icon="repeat")),
    )
    books = browser.live(CIRCLE.books_for_circle, BookChoice)
    search = search_field(t("Letters van de titel"), letters.value, letters.on_change)
    choose = stack(search, some_rows(books, lambda each: _choice(each, title, letters), t("Boeken")))
    return card(rx.cond(book.id, rx.el.ul(chosen, class_name="rows", role="list"), choose), title=t("1. Welk boek?"))


def _choice(book: Any, title: browser.Field, letters: browser.Field) -> rx.Component:
    line = row(
        book.name,
        book.author,
        leading=cover(book.name, book.colour, book.cover, "s"),
        trailing=_copies(book),
        on_click=title.set(book.id),
        key=book.id,
    )
    return rx.cond(book.name.lower().contains(letters.value.lower()), line, rx.fragment())


def _copies(book: Any) -> rx.Component:
    there = badge(t("Tas staat klaar"), "package-check", "good")
    kit = rx.cond(book.is_out == 1, badge(t("Tas is uitgeleend"), "package-open", "ask"), there)
    return rx.cond(book.kit != "", kit, badge(tn("{n} boek", "{n} boeken", book.copies), "book-copy"))


def _when(when: dict[str, browser.Field]) -> rx.Component:
    def box(name: str, label: Any, hint: Any = "", **props: Any) -> rx.Component:
        make = words_input if name == "place" else text_input
        return field(label, make(when[name].value, when[name].on_change, **props), hint=hint)

    return card(
        box("first_on", t("Eerste keer"), type="date"),
        box("starts", t("Hoe laat?"), type="time", step="900"),
        box("place", t("Welke ruimte?"), max_length=80, auto_complete="off"),
        stepper(t("Hoeveel keer?"), when["meetings"].value, when["meetings"].set, least=2, most=12),
        rx.el.p(t("Elke week op dezelfde dag. U kunt een keer later verzetten.")),
        box(
            "pages",
            t("Hoeveel bladzijden heeft het boek?"),
            t("Dan verdeelt de app ze over de weken. De laatste keer is voor de afsluiting."),
            input_mode="numeric",
            max_length=4,
        ),
        title=t("2. Wanneer en waar?"),
    )


def _leader(leader: browser.Field) -> rx.Component:
    faces = browser.live(CIRCLE.leaders, Face)
    chosen = browser.first(CIRCLE.leaders, Face).id
    now = rx.cond(leader.value != "", leader.value, chosen)

    def tile(person: Any) -> rx.Component:
        note = rx.cond(person.id == now, t("Vast gezicht"), "")
        return rx.el.div(
            person_tile(person.first_name, person.symbol, leader.set(person.id), note),
            class_name="chosen-face",
            custom_attrs={"data-chosen": rx.cond(person.id == now, "true", "false")},
            key=person.id,
        )

    return card(people_grid(rx.foreach(faces, tile), label=t("Vast gezicht")), title=t("3. Wie is het vaste gezicht?"))


def _closing(closing: browser.Field) -> rx.Component:
    options = [("quiz", t("Quiz"), "lightbulb"), ("film", t("Film van het boek"), "play")]
    choose = choice_group(t("Afsluiting"), options, closing.value, closing.set, name="closing", columns=True)
    return card(choose, rx.el.p(t("U kunt dit later veranderen.")), title=t("4. Hoe sluit u af?"))


def _make(
    programme: Any, book: Any, title: browser.Field, leader: browser.Field, when: dict[str, browser.Field]
) -> rx.Component:
    new = fresh_id("circle")
    someone = browser.first(CIRCLE.leaders, Face).id
    empty_again = [title.set(""), when["first_on"].set(""), when["pages"].set("")]
    plan = browser.write(
        CIRCLE.plan_circle,
        then=[*empty_again, browser.go(routes.circle(new))],
        circle=new,
        programme=programme.id,
        name=t("Leeskring {boek}", boek=book.name),
        place=when["place"].value,
        first_on=when["first_on"].value,
        starts=when["starts"].value,
        meetings=when["meetings"].value,
        title=book.id,
        book=book.name,
        pages=when["pages"].value,
        closing=when["closing"].value,
        leader=rx.cond(leader.value != "", leader.value, someone),
    )
    is_ready = (when["first_on"].value != "") & (when["starts"].value != "")
    make = button(t("Leeskring maken"), plan, icon="check", kind="primary")
    return rx.cond(is_ready, rx.el.div(make), spread(badge(t("Kies nog een eerste keer"), "calendar-days", "ask")))
