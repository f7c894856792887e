"""My books: what I have now, what I read, and asking for a book by its cover."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.learner.parts import LEARNER, block, press, shelf
from rxapp.learner.rows import Book, BookAsked, BookToAsk
from rxapp.ui import cover, learner_text


def books(head: Any) -> rx.Component:
    """The books with me now, and what I asked for."""
    now = browser.live(LEARNER.books_now, Book, learner=head.id)
    asked = browser.live(LEARNER.books_asked, BookAsked, learner=head.id)
    asking = browser.field("asking", False)
    none = rx.el.p(learner_text("Je hebt nu geen boek.", picture="book"))
    waiting = rx.el.div(rx.el.h3(learner_text("Dit boek heb je gevraagd.", picture="hourglass")), shelf(asked))
    ask = press(learner_text("Ik wil een boek", picture="book-heart"), asking.set(True), "primary")
    return block(
        learner_text("Mijn boeken", picture="book-open"),
        rx.cond(now.length() > 0, shelf(now), none),
        rx.cond(asked.length() > 0, waiting, rx.fragment()),
        rx.cond(asking.value, _covers(head, asking), rx.el.div(ask)),
        hue=196,
    )


def _covers(head: Any, asking: browser.Field) -> rx.Component:
    """All books by their covers; the one that was pressed is asked about once, since a finger slips among so many."""
    titles, chosen = browser.live(LEARNER.books_to_ask, BookToAsk, learner=head.id), browser.field("asked_title")
    shown = rx.el.div(rx.foreach(titles, lambda title: _cover(title, chosen)), class_name="book-choice")
    stop = press(learner_text("Toch niet", picture="x"), asking.set(False))
    asked = rx.el.div(rx.el.h3(learner_text("Welk boek wil je?", picture="hand")), stop, class_name="spread")
    sure = rx.foreach(
        titles, lambda title: rx.cond(title.id == chosen.value, _sure(title, head, asking, chosen), rx.fragment())
    )
    choice = rx.el.div(asked, shown, class_name="stack")
    return rx.cond(chosen.value != "", rx.el.div(sure, class_name="stack", role="status"), choice)


def _sure(title: Any, head: Any, asking: browser.Field, chosen: browser.Field) -> rx.Component:
    request = rx.Var("undefined")
    ask = browser.write(
        LEARNER.ask_for_book,
        then=[chosen.set(""), asking.set(False)],
        learner=head.id,
        title=title.id,
        request=request,
    )
    return rx.el.div(
        rx.el.h3(learner_text("Wil je dit boek?", picture="circle-question-mark")),
        rx.el.div(cover(title.name, title.colour, title.cover, "l"), rx.el.strong(title.name), class_name="spread"),
        rx.el.div(
            press(learner_text("Ja, dit boek", picture="check"), ask, "primary"),
            press(learner_text("Toch niet", picture="x"), chosen.set("")),
            class_name="spread",
        ),
        class_name="stack",
        key=title.id,
    )


def _cover(title: Any, chosen: browser.Field) -> rx.Component:
    return rx.el.button(
        cover(title.name, title.colour, title.cover, "l"),
        rx.el.span(title.name),
        type="button",
        on_click=chosen.set(title.id),
        class_name="person",
        key=title.id,
    )


def reading_list(head: Any) -> rx.Component:
    """What I read, and whether that is kept: I say so."""
    read = browser.live(LEARNER.books_read, Book, learner=head.id)
    throwing = browser.field("throwing", False)
    keep = browser.write(LEARNER.keep_list, learner=head.id, keeps=1)
    throw = press(learner_text("Gooi mijn leeslijst weg", picture="trash-2"), throwing.set(True))
    kept = rx.fragment(
        shelf(read),
        rx.el.p(learner_text("Jouw leeslijst blijft.", picture="bookmark")),
        rx.cond(throwing.value, _throw_away(head, throwing), rx.el.div(throw)),
    )
    not_kept = rx.fragment(
        rx.el.p(learner_text("Wij weten niet welke boeken je las.", picture="eye-off")),
        rx.el.div(press(learner_text("Maak een leeslijst voor mij", picture="bookmark"), keep)),
    )
    title = learner_text("Mijn leeslijst", picture="list")
    return block(title, rx.cond(head.keeps_list == 1, kept, not_kept), hue=215)


def _throw_away(head: Any, throwing: browser.Field) -> rx.Component:
    """What was read is forgotten for good, so a finger that slipped may come back."""
    forget = browser.write(LEARNER.keep_list, then=[throwing.set(False)], learner=head.id, keeps=0)
    return rx.el.div(
        rx.el.h3(learner_text("Wil je dat echt?", picture="circle-question-mark")),
        rx.el.div(
            press(learner_text("Nee, toch niet", picture="bookmark"), throwing.set(False), "primary"),
            press(learner_text("Ja, gooi weg", picture="trash-2"), forget),
            class_name="spread",
        ),
        class_name="stack",
    )
