"""Every address of the app once, and functions for links to one thing."""

from typing import Any

import reflex as rx

HOME = "/"
ENROL = "/aanmelden"
SETTINGS = "/tablet"
ATTENTION = "/let-op"

DESK = "/kar"
REQUESTS = "/kar/verzoeken"
PACK_LIST = "/kar/paklijst"
COUNT = "/kar/tellen"
BOOKS = "/kar/boeken"
ADD_BOOK = "/kar/boeken/nieuw"
BOOK = "/kar/boek/[id]"
LABELS = "/kar/etiketten"
CLOSE = "/kar/afsluiten"

GROUPS = "/groepen"
GROUP = "/groepen/groep/[id]"
PLANNING = "/groepen/planning/[id]"
HANDOVER = "/groepen/overdracht/[id]"
MODULES = "/groepen/modules/[id]"
WAITING = "/groepen/wachtlijst"
SESSION = "/uur/[id]"
BOARD = "/uur/bord/[id]"
CLOSING = "/uur/klaar/[id]"
RUNNING = "/uur/draaiboek/[id]"
HOUR_SHEET = "/uur/blad/[id]"
PROGRAMMES = "/programmas"
PROGRAMME = "/programmas/programma/[id]"
TEMPLATES = "/programmas/voorbeelden"
HOLIDAYS = "/programmas/vakanties"
ACTIVITIES = "/werkvormen"
ACTIVITY = "/werkvormen/werkvorm/[id]"

LEARNERS = "/mapjes"
NEW_LEARNER = "/mapjes/nieuw"
WATCH = "/mapjes/volgen"
FOLDER = "/mapje/[id]"
INTAKE = "/mapje/[id]/gesprek"
NEW_GOAL = "/mapje/[id]/doel"
GOAL = "/mapje/[id]/doel/[goal]"
TAKING_PART = "/mapje/[id]/meedoen"
ABOUT = "/mapje/[id]/over"
EVALUATION = "/mapje/[id]/terugblik/[evaluation]"

CIRCLES = "/leeskring"
PLAN_CIRCLE = "/leeskring/nieuw"
CIRCLE = "/leeskring/kring/[id]"
WEEK = "/leeskring/week/[id]"
CIRCLE_END = "/leeskring/afsluiting/[id]"
QUIZ = "/leeskring/quiz/[id]"
KIT = "/leeskring/tas/[id]"
DIPLOMAS = "/diplomas"
GROUP_DIPLOMAS = "/diplomas/groep/[id]"
PRINT_DIPLOMAS = "/diplomas/afdrukken/[id]"
CHECK_DIPLOMA = "/diplomas/controleren"

OFFICE = "/kantoor"
SIGN_IN = "/kantoor/aanmelden"
SET_UP = "/kantoor/welkom"
MY_ACCOUNT = "/kantoor/account"
SITES = "/kantoor/plekken"
STAFF = "/kantoor/medewerkers"
TABLETS = "/kantoor/tablets"
CHANGES = "/kantoor/nakijken"
IMPORTS = "/kantoor/inlezen"
REPORT = "/kantoor/verslag"
EXPORTS = "/kantoor/meenemen"
PRINT = "/kantoor/afdrukken"
PRIVACY = "/kantoor/privacy"
BACKUPS = "/kantoor/reservekopieen"


MY_PAGE = "/mijn"
CARDS = "/kaarten"


def book(title: Any) -> rx.Var[str]:
    """The page of one title; `title` is its id, as text or Var."""
    return rx.Var.create(f"{BOOK.removesuffix('[id]')}{title}")


def label_sheet(sheet: Any, copies: Any, used: Any) -> rx.Var[str]:
    """The server's PDF with labels: the maker's number of the sheet, copies as a JSON list of ids, labels that are gone."""
    return rx.Var.create(f"/api/labels?sheet={sheet}&skip={used}&copies={copies}")


def group(learning_group: Any) -> rx.Var[str]:
    """The page of one group."""
    return rx.Var.create(f"{GROUP.removesuffix('[id]')}{learning_group}")


def planning(learning_group: Any) -> rx.Var[str]:
    """The planning of one group's year."""
    return rx.Var.create(f"{PLANNING.removesuffix('[id]')}{learning_group}")


def handover(learning_group: Any) -> rx.Var[str]:
    """The card for a substitute of one group."""
    return rx.Var.create(f"{HANDOVER.removesuffix('[id]')}{learning_group}")


def modules(learning_group: Any) -> rx.Var[str]:
    """The e-learnings of one group's people."""
    return rx.Var.create(f"{MODULES.removesuffix('[id]')}{learning_group}")


def session(hour: Any) -> rx.Var[str]:
    """One hour: who is there."""
    return rx.Var.create(f"{SESSION.removesuffix('[id]')}{hour}")


def board(hour: Any) -> rx.Var[str]:
    """One hour: what everybody works on."""
    return rx.Var.create(f"{BOARD.removesuffix('[id]')}{hour}")


def closing(hour: Any) -> rx.Var[str]:
    """One hour: how it was."""
    return rx.Var.create(f"{CLOSING.removesuffix('[id]')}{hour}")


def running(hour: Any) -> rx.Var[str]:
    """The activity that runs in one hour."""
    return rx.Var.create(f"{RUNNING.removesuffix('[id]')}{hour}")


def programme(offer: Any) -> rx.Var[str]:
    """The page of one programme."""
    return rx.Var.create(f"{PROGRAMME.removesuffix('[id]')}{offer}")


def activity(material: Any) -> rx.Var[str]:
    """The page of one activity."""
    return rx.Var.create(f"{ACTIVITY.removesuffix('[id]')}{material}")


def folder(learner: Any) -> rx.Var[str]:
    """The folder of one learner; the other pages of a folder are below this address."""
    return rx.Var.create(f"{FOLDER.removesuffix('[id]')}{learner}")


def intake(learner: Any) -> rx.Var[str]:
    """The first conversation with a learner."""
    return rx.Var.create(f"{folder(learner)}/gesprek")


def new_goal(learner: Any) -> rx.Var[str]:
    """Where a learner's new goal is written down."""
    return rx.Var.create(f"{folder(learner)}/doel")


def goal(learner: Any, goal: Any) -> rx.Var[str]:
    """Where the words of one goal are changed."""
    return rx.Var.create(f"{folder(learner)}/doel/{goal}")


def taking_part(learner: Any) -> rx.Var[str]:
    """What a learner takes part in."""
    return rx.Var.create(f"{folder(learner)}/meedoen")


def about(learner: Any) -> rx.Var[str]:
    """What a learner told, and who looked in the folder."""
    return rx.Var.create(f"{folder(learner)}/over")


def evaluation(learner: Any, evaluation: Any) -> rx.Var[str]:
    """One look back on a period."""
    return rx.Var.create(f"{folder(learner)}/terugblik/{evaluation}")


def circle(learning_group: Any) -> rx.Var[str]:
    """The page of one reading circle."""
    return rx.Var.create(f"{CIRCLE.removesuffix('[id]')}{learning_group}")


def week(session: Any) -> rx.Var[str]:
    """The page of one meeting of a reading circle."""
    return rx.Var.create(f"{WEEK.removesuffix('[id]')}{session}")


def hour_of(kind: Any, hour: Any) -> rx.Var[str]:
    """The page of one hour of a group of this kind; that of a reading circle is the page of its week."""
    return rx.cond(kind == "reading_circle", week(hour), session(hour))


def circle_end(learning_group: Any) -> rx.Var[str]:
    """The closing activity of a reading circle."""
    return rx.Var.create(f"{CIRCLE_END.removesuffix('[id]')}{learning_group}")


def quiz(learning_group: Any) -> rx.Var[str]:
    """Playing the quiz of a reading circle."""
    return rx.Var.create(f"{QUIZ.removesuffix('[id]')}{learning_group}")


def kit(learning_group: Any) -> rx.Var[str]:
    """The bag of books of a reading circle: going out and coming back."""
    return rx.Var.create(f"{KIT.removesuffix('[id]')}{learning_group}")


def group_diplomas(learning_group: Any) -> rx.Var[str]:
    """Who of a group gets a diploma."""
    return rx.Var.create(f"{GROUP_DIPLOMAS.removesuffix('[id]')}{learning_group}")


def print_diplomas(learning_group: Any) -> rx.Var[str]:
    """Printing the diplomas of a group."""
    return rx.Var.create(f"{PRINT_DIPLOMAS.removesuffix('[id]')}{learning_group}")


def badge_picture(diploma: Any) -> rx.Var[str]:
    """The server's picture of a diploma with the Open Badge inside."""
    return rx.Var.create(f"/api/diplomas/{diploma}/badge.png")


def hour_sheet(hour: Any) -> rx.Var[str]:
    """Where the photo of an hour's sheet is read."""
    return rx.Var.create(f"{HOUR_SHEET.removesuffix('[id]')}{hour}")


def office_file(site: Any, name: str, query: Any = "") -> rx.Var[str]:
    """A file that the office makes of one site; see `office/downloads`."""
    return rx.Var.create(f"/api/office/{site}/{name}{query}")


def in_address(text: Any) -> rx.Var[str]:
    """A text as a part of an address."""
    return rx.Var(f"encodeURIComponent({rx.Var.create(text)!s})", _var_type=str).guess_type()
