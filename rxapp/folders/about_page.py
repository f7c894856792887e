"""What a learner told in the first conversation, the name and the picture, who looked in the folder, and the goodbye."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.folders.joining import goodbye_dialog
from rxapp.folders.parts import (
    FOLDERS,
    folder_frame,
    folder_tabs,
    name_title,
    owner_strip,
    quote,
    this_folder,
    this_intake,
    this_learner,
)
from rxapp.folders.rows import Opening
from rxapp.folders.told import told_facts
from rxapp.ui import (
    button,
    card,
    columns,
    day_in_words,
    folded_card,
    link_button,
    moment_in_words,
    picture_choice,
    row,
    saved_field,
    some_rows,
    stack,
    symbol,
    t,
)


def about_page() -> rx.Component:
    """The answers on one side; the name, who looked and the goodbye on the other."""
    return folder_frame(
        name_title(),
        owner_strip(),
        folder_tabs("about"),
        columns(_told(), stack(_looked(), _name(), _goodbye())),
        back=routes.LEARNERS,
        wide=True,
    )


def _told() -> rx.Component:
    talk = this_intake()
    change = link_button(t("Gesprek bekijken of aanvullen"), routes.intake(this_learner()), icon="pencil")
    return card(
        quote(talk.what, t("Wat wil iemand leren")),
        quote(talk.why, t("Waarom")),
        quote(talk.goes_well, t("Wat gaat al goed")),
        quote(talk.helps, t("Wat helpt")),
        told_facts(talk),
        quote(day_in_words(talk.notice_on), t("Privacy verteld op")),
        rx.el.div(change),
        title=t("Eerste gesprek"),
    )


def _looked() -> rx.Component:
    openings = browser.live(FOLDERS.openings, Opening, learner=this_learner())
    return card(
        rx.el.p(t("Dit mapje is van de deelnemer. Die mag altijd zien wie erin keek.")),
        some_rows(openings, _opening, t("Wie keek in dit mapje")),
        title=t("Wie keek in dit mapje"),
    )


def _opening(one: Any) -> rx.Component:
    return row(one.first_name, moment_in_words(one.opened_at), leading=symbol(one.symbol, "s"), key=one.opened_at)


def _name() -> rx.Component:
    """A name or a picture that was not right."""
    folder, learner = this_folder(), this_learner()
    draft, hint = f"learner:{learner}:first_name", t("Alleen een voornaam.")
    return folded_card(
        t("Naam en plaatje"),
        t("Klopt er iets niet? Pas het hier aan."),
        saved_field(
            t("Voornaam"), folder.first_name, draft, FOLDERS.rename_learner, "first_name", hint, learner=learner
        ),
        picture_choice(
            t("Plaatje"),
            folder.symbol,
            lambda name: browser.write(FOLDERS.change_symbol, learner=learner, symbol=name),
        ),
    )


def _goodbye() -> rx.Component:
    """Somebody who is here no longer: the folder closes, and is kept for as long as the site chose."""
    folder, opened = this_folder(), browser.field("saying_goodbye", False)
    back = button(
        t("Toch nog hier"), browser.write(FOLDERS.welcome_back, learner=this_learner()), icon="undo-2", kind="secondary"
    )
    gone = card(
        rx.el.p(t("Niet meer hier sinds {dag}.", dag=day_in_words(folder.left_on))),
        rx.el.p(t("Het mapje wordt later vanzelf gewist. De coördinator koos wanneer.")),
        rx.el.div(back),
        title=t("Afscheid"),
    )
    here = folded_card(
        t("Afscheid"),
        t("Als iemand hier niet meer komt."),
        rx.el.p(t("Alle groepen stoppen dan ook. Het mapje wordt later vanzelf gewist. De coördinator koos wanneer.")),
        rx.el.div(button(t("Komt niet meer"), opened.set(True), icon="log-out")),
        goodbye_dialog(this_learner(), opened),
    )
    return rx.cond(folder.left_on != "", gone, here)
