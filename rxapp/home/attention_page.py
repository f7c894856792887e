"""What needs a person: double loans to settle, changes the server did not take, storage that may lose things."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.home.rows import DoubleLoan, RefusedChange
from rxapp.home.signing_in import HOME
from rxapp.ui import banner, button, card, cover, empty_state, moment_in_words, msgid, page, row, rows, t
from rxapp.ui.status import save_unsent, status, status_sentence

THINGS = {
    "title": msgid("titel"),
    "copy": msgid("boek"),
    "visit": msgid("kardag"),
    "loan": msgid("uitlening"),
    "borrower": msgid("wie een boek leent"),
    "renewal": msgid("verlenging"),
    "request": msgid("verzoek"),
    "requester": msgid("wie iets vroeg"),
    "sighting": msgid("telling"),
    "swap": msgid("ruilkast"),
    "settlement": msgid("afgehandelde melding"),
    "learner": msgid("lezer"),
    "intake": msgid("eerste gesprek"),
    "goal": msgid("doel"),
    "goal_step": msgid("stap"),
    "note": msgid("notitie"),
    "private_note": msgid("notitie voor begeleiders"),
    "evaluation": msgid("terugblik"),
    "goal_review": msgid("terugblik op een doel"),
    "evaluation_addition": msgid("aanvulling bij een terugblik"),
    "referral": msgid("doorverwijzing"),
    "enrolment": msgid("aanmelding"),
    "module_done": msgid("les op de computer"),
}
REASONS = {
    "not-allowed": msgid("Dit mag met deze taken niet. Vraag de coördinator."),
    "wrong-person": msgid("Dit is door iemand anders geschreven. Laat die persoon zich aanmelden."),
    "unknown-row": msgid("Dit hoort bij iets dat er niet meer is."),
    "forgotten": msgid("Deze persoon is vergeten, zoals gevraagd was."),
    "clock": msgid("De klok van dit apparaat liep voor. Probeer het nog eens."),
    "too-long": msgid("De tekst is te lang."),
    "signed": msgid("Het was al ondertekend. Een aanvulling kan er nog onder."),
    "nameless": msgid("Dit programma houdt geen namen bij. Daarom is dit niet bewaard."),
    "bsn": msgid("Er staat een burgerservicenummer (BSN) in. Dat mag niet bewaard worden."),
}
OTHERWISE = msgid("De server begreep dit niet. Vraag hulp aan de bibliotheek.")


def attention_page() -> rx.Component:
    """The list of what is to be looked at; empty is good news."""
    doubles, refused = browser.live(HOME.double_loans, DoubleLoan), browser.live(HOME.refused_changes, RefusedChange)
    nothing = empty_state("circle-check", t("Er is niets om te bekijken"), t("Alles is in orde."))
    any_trouble = (doubles.length() > 0) | (refused.length() > 0)
    return page(
        t("Let op"),
        _storage(),
        rx.cond(doubles.length() > 0, _doubles(doubles), rx.fragment()),
        rx.cond(refused.length() > 0, _refused(refused), rx.fragment()),
        rx.cond(any_trouble, rx.fragment(), nothing),
        back=routes.HOME,
    )


def _storage() -> rx.Component:
    now = status()
    help_words = t("Bewaar wat wacht in een bestand, en vraag hulp aan de bibliotheek.")
    save = button(t("Bewaar in een bestand"), save_unsent(), icon="download")
    trouble = (now.reason == "not-persistent") | (now.reason == "not-opfs") | (now.state == "readonly")
    return rx.cond(trouble, banner("ask", status_sentence(), help_words, save), rx.fragment())


def _doubles(doubles: Any) -> rx.Component:
    why = t("Twee apparaten leenden hetzelfde boek uit. Beide zijn bewaard. Wie het boek nu heeft, telt.")
    return card(rx.el.p(why), rows(rx.foreach(doubles, _double_row)), title=t("Twee keer uitgeleend"))


def _double_row(double: Any) -> rx.Component:
    first = rx.cond(double.first_name != "", double.first_name, t("Zonder naam"))
    later = rx.cond(double.later_first_name != "", double.later_first_name, t("Zonder naam"))
    sub = rx.el.span(
        t("Eerst: {naam}, {wanneer}.", naam=first, wanneer=moment_in_words(double.lent_at)),
        " ",
        t("Nu: {naam}, {wanneer}.", naam=later, wanneer=moment_in_words(double.later_lent_at)),
    )
    settle = browser.write(HOME.settle_double_loan, loan=double.loan, later_loan=double.later_loan, note="")
    drawn = cover(double.name, double.colour, double.cover, "s")
    return row(
        double.name, sub, leading=drawn, trailing=button(t("Gezien, in orde"), settle, icon="check"), key=double.loan
    )


def _refused(refused: Any) -> rx.Component:
    why = t("De server nam dit niet aan. Het staat nog op dit apparaat, er is niets weg.")
    return card(rx.el.p(why), rows(rx.foreach(refused, _refused_row)), title=t("Niet aangenomen"))


def _refused_row(change: Any) -> rx.Component:
    thing = t(rx.match(change.tbl, *THINGS.items(), change.tbl))
    reason = t(rx.match(change.reason, *REASONS.items(), OTHERWISE))
    again = button(t("Nog een keer"), browser.write(HOME.retry_change, seq=change.seq), icon="repeat")
    leave = button(t("Laat maar"), browser.write(HOME.discard_change, seq=change.seq), icon="x", kind="quiet")
    sub = rx.el.span(reason, rx.el.br(), change.words, " · ", change.author, " · ", moment_in_words(change.at))
    return row(thing, sub, trailing=rx.fragment(again, leave), key=change.seq.to(str))
