"""Pieces that the pages of the folder share: the frame with its door, and the words for what is stored in short."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.opening import opening
from rxapp.data.queries import load
from rxapp.folders.rows import Folder, Intake
from rxapp.ui import badge, empty_state, page, spread, symbol, t, tabs
from rxapp.ui.staff import staff

FOLDERS = load("rxapp.folders")


def this_learner() -> rx.vars.StringVar:
    """The learner in the address."""
    return browser.route_parameter("id")


def this_folder() -> Any:
    """The front of the folder in the address."""
    return browser.first(FOLDERS.folder, Folder, learner=this_learner())


def this_intake() -> Any:
    """The latest first conversation of the learner in the address."""
    return browser.first(FOLDERS.intake, Intake, learner=this_learner())


def trainers_page(
    title: Any, *children: Any, back: Any = routes.HOME, actions: tuple[rx.Component, ...] = (), **props: Any
) -> rx.Component:
    """A page that shows its content, whose it is and what can be done, to trainers only."""
    is_trainer = staff().duties.contains("training")
    closed = empty_state(
        "lock", t("Dit is voor begeleiders"), t("Een mapje is van de deelnemer. Vraag de coördinator als u erbij moet.")
    )
    body = rx.cond(is_trainer, rx.fragment(*children), closed)
    doing = tuple(rx.cond(is_trainer, action, rx.fragment()) for action in actions)
    return page(rx.cond(is_trainer, title, t("Het mapje")), body, back=back, actions=doing, **props)


def folder_frame(title: Any, *children: Any, back: Any = None, **props: Any) -> rx.Component:
    """A page of the folder in the address; coming to the folder is noted once, whatever page of it comes first."""
    folder, learner = this_folder(), this_learner()
    noted = opening(folder.id, browser.write(FOLDERS.open_folder, learner=learner))
    gone = empty_state("folder", t("Dit mapje is er niet"), t("Misschien is de deelnemer gestopt."))
    missing = rx.cond(browser.ready(FOLDERS.folder, learner=learner), gone, rx.fragment())
    body = rx.cond(folder.id, rx.fragment(noted, *children), missing)
    return trainers_page(title, body, back=routes.folder(learner) if back is None else back, **props)


def folder_tabs(current: str) -> rx.Component:
    """The three sides of a folder: `goals`, `part` and `about`."""
    learner = this_learner()
    return tabs(
        t("Het mapje"),
        (t("Doelen"), routes.folder(learner), current == "goals"),
        (t("Meedoen"), routes.taking_part(learner), current == "part"),
        (t("Over"), routes.about(learner), current == "about"),
    )


def name_title() -> Any:
    """The title of a folder: whose it is."""
    return t("Mapje van {naam}", naam=this_folder().first_name)


def owner_strip(*trailing: Any) -> rx.Component:
    """Whose folder it is: the symbol and the name, large."""
    folder = this_folder()
    gone = rx.cond(folder.left_on != "", badge(t("Niet meer hier"), "log-out", "ask"), rx.fragment())
    return spread(symbol(folder.symbol), rx.el.strong(folder.first_name, class_name="tile-label"), gone, *trailing)


def goal_state(state: Any) -> rx.Component:
    """How a goal stands, in a word with its icon."""
    return rx.match(
        state,
        ("reached", badge(t("Gehaald"), "star", "good")),
        ("stopped", badge(t("Gestopt"), "pause", "neutral")),
        badge(t("Bezig"), "footprints", "notice"),
    )


def next_words(value: Any) -> Any:
    """What comes next after a look back, in words."""
    return rx.match(
        value,
        ("group", t("Naar een andere groep")),
        ("library", t("Naar de bibliotheek")),
        ("course", t("Naar een cursus")),
        ("work", t("Naar werk")),
        ("stop", t("Stoppen")),
        "",
    )


def next_options() -> list[tuple]:
    """What may come next, to choose from."""
    icons = {"group": "users", "library": "library", "course": "graduation-cap", "work": "briefcase", "stop": "flag"}
    return [(value, next_words(rx.Var.create(value)), drawing) for value, drawing in icons.items()]


def quote(words: Any, label: Any) -> rx.Component:
    """What somebody said, under a small heading; nothing where nothing was said."""
    said = rx.el.div(rx.el.span(label, class_name="row-sub"), rx.el.p(words, style={"white_space": "pre-line"}))
    return rx.cond(words != "", said, rx.fragment())
