"""What is refused, double, or said twice: both versions beside each other, and a person chooses."""

from typing import Any

import reflex as rx

from rxapp.office.changes_state import ChangesState
from rxapp.office.frame import office_page
from rxapp.server.settling.clashes import LONGEST
from rxapp.server.settling.refused import REASONS, WRONG
from rxapp.ui import (
    button,
    card,
    columns,
    day_in_words,
    empty_state,
    field,
    moment_in_words,
    msgid,
    row,
    rows,
    t,
    text_area,
    text_input,
    tn,
)

THINGS = {
    "title": msgid("titel"),
    "copy": msgid("boek"),
    "visit": msgid("kardag"),
    "loan": msgid("uitlening"),
    "borrower": msgid("wie een boek leent"),
    "request": msgid("verzoek"),
    "staff": msgid("medewerker"),
    "learner": msgid("deelnemer"),
    "goal": msgid("doel"),
    "note": msgid("notitie"),
    "private_note": msgid("notitie voor begeleiders"),
    "evaluation": msgid("terugblik"),
    "session": msgid("bijeenkomst"),
    "learning_group": msgid("groep"),
    "enrolment": msgid("aanmelding"),
    "attendance": msgid("aanwezigheid"),
    "diploma": msgid("diploma"),
}
OTHER = msgid("gegeven")
FOR_TRAINERS = msgid("Alleen begeleiders mogen dit lezen.")


def changes_page() -> rx.Component:
    """Four lists; each is only there when something is in it."""
    state = ChangesState
    total = state.refused.length() + state.clashes.length() + state.doubles.length() + state.kept.length()
    nothing = empty_state("circle-check", t("Er is niets om na te kijken"), t("Alles is in orde."))
    return office_page(
        t("Nakijken"),
        rx.cond(total == 0, nothing, rx.fragment()),
        _list(state.doubles, _double, t("Twee keer uitgeleend"), t("Twee tablets leenden hetzelfde boek uit.")),
        _list(
            state.clashes,
            _clash,
            t("Twee versies van dezelfde zin"),
            t("Twee mensen schreven tegelijk, of de een gooide weg wat de ander verbeterde. Kies wat er moet staan."),
        ),
        _list(state.refused, _refused, t("Niet aangenomen"), t("De server nam dit niet aan. Er is niets weg.")),
        _list(
            state.kept, _kept, t("Van ingetrokken tablets"), t("Dit kwam nog binnen nadat de tablet was ingetrokken.")
        ),
        _list(state.judged, _judged, t("Eerder besloten"), t("Wat u of een ander overnam of weggooide.")),
    )


def _list(items: Any, make: Any, title: Any, why: Any) -> rx.Component:
    return rx.cond(
        items.length() > 0, card(rx.el.p(why), rows(rx.foreach(items, make), label=title), title=title), rx.fragment()
    )


def _thing(change: Any) -> rx.Component:
    """What it is, and whose or of which day."""
    day = rx.cond(change.day != "", rx.fragment(" · ", day_in_words(change.day)), rx.fragment())
    whose = rx.cond(change.name != "", rx.fragment(" · ", change.name), rx.fragment())
    return rx.el.strong(t(rx.match(change.tbl, *THINGS.items(), OTHER)), whose, day, class_name="case-title")


def _version(title: Any, words: Any, by: Any, at: Any, nothing: Any = None) -> rx.Component:
    who = rx.cond(by != "", by, t("Kantoor of onbekend"))
    nothing = t("(niets)") if nothing is None else nothing
    return rx.el.div(
        rx.el.strong(title),
        rx.el.p(rx.cond(words != "", words, nothing), class_name="version-words"),
        rx.cond(at != "", rx.el.span(who, " · ", moment_in_words(at), class_name="row-sub"), rx.fragment()),
        class_name="version",
    )


def _double(double: Any) -> rx.Component:
    first = rx.cond(double.first_name != "", double.first_name, t("Zonder naam"))
    later = rx.cond(double.later_first_name != "", double.later_first_name, t("Zonder naam"))
    settle = ChangesState.settle_double
    return rx.el.li(
        rx.el.strong(double.name, " ", double.barcode),
        columns(
            _version(t("Eerst geleend aan"), first, double.by_name, double.lent_at),
            _version(t("Daarna geleend aan"), later, double.later_by_name, double.later_lent_at),
        ),
        rx.el.div(
            button(t("{naam} heeft het boek", naam=later), settle(double.loan, double.later_loan, True), icon="check"),
            button(t("{naam} heeft het boek", naam=first), settle(double.loan, double.later_loan, False), icon="check"),
            class_name="spread",
        ),
        class_name="stack case",
        key=double.later_loan,
    )


def _clash(clash: Any) -> rx.Component:
    unread = rx.cond(clash.is_unread, t(FOR_TRAINERS), t("(niets)"))
    nothing = rx.cond(clash.is_gone, t("(weggegooid)"), unread)
    return rx.el.li(
        _thing(clash),
        columns(
            _version(t("Dit staat er nu"), clash.kept_words, clash.kept_by, clash.kept_at, nothing),
            _version(t("Dit werd ook geschreven"), clash.lost_words, clash.lost_by, clash.lost_at, unread),
        ),
        _choose(clash),
        rx.cond(clash.is_unread, rx.fragment(), _write(clash)),
        class_name="stack case",
        key=clash.key,
    )


def _write(clash: Any) -> rx.Component:
    """Other words than those of one version; what was thrown away is there to begin with."""
    first = rx.cond(clash.is_gone, clash.lost_words, clash.kept_words)
    words = text_area(name="words", default_value=first, max_length=LONGEST)
    hint = rx.cond(clash.is_gone, "", t("U kunt de twee ook samenvoegen."))
    return rx.el.form(
        rx.el.input(type="hidden", name="key", value=clash.key),
        field(t("Of schrijf zelf wat er moet staan"), words, hint=hint),
        rx.el.div(button(t("Bewaren"), type="submit", icon="check")),
        on_submit=ChangesState.settle_clash,
        class_name="stack",
    )


def _choose(clash: Any) -> rx.Component:
    """One of the two versions as it is."""
    settle = ChangesState.settle_version
    other = rx.cond(clash.is_gone, t("Terugzetten"), t("De andere terugzetten"))
    return rx.el.div(
        button(t("Zo laten"), settle(clash.key, False), icon="check"),
        button(other, settle(clash.key, True), icon="undo-2"),
        class_name="spread",
    )


def _refused(change: Any) -> rx.Component:
    nothing = rx.cond(change.is_unread, t(FOR_TRAINERS), t("(niets)"))
    return rx.el.li(
        _thing(change),
        rx.el.p(t(rx.match(change.reason, *REASONS.items(), WRONG))),
        columns(
            _version(t("Niet aangenomen"), change.words, change.first_name, change.at, nothing),
            _version(t("Dit staat er nu"), change.now, "", "", nothing),
        ),
        rx.el.div(
            button(t("Toch overnemen"), ChangesState.take_refused(change.stamp), icon="check"),
            button(t("Zo laten"), ChangesState.leave_refused(change.stamp), icon="x"),
            class_name="spread",
        ),
        class_name="stack case",
        key=change.stamp,
    )


def _kept(kept: Any) -> rx.Component:
    name = rx.cond(kept.name != "", kept.name, t("Tablet zonder naam"))
    number = tn("{n} wijziging", "{n} wijzigingen", kept.count)
    return rx.el.li(
        rx.el.strong(name, " · ", number, " · ", moment_in_words(kept.received_at)),
        rx.el.details(
            rx.el.summary(t("Wat erin staat")),
            rx.el.ul(rx.foreach(kept.words, lambda words: rx.el.li(words))),
        ),
        columns(
            _judge(kept, t("Waarom overnemen?"), t("Overnemen"), ChangesState.take_kept, "check"),
            _judge(kept, t("Waarom weggooien?"), t("Weggooien"), ChangesState.throw_kept, "trash-2"),
        ),
        class_name="stack case",
        key=kept.device,
    )


def _judge(kept: Any, why: Any, label: Any, event: Any, icon: str) -> rx.Component:
    """One of the two decisions, with the reason that belongs to it."""
    return rx.el.form(
        rx.el.input(type="hidden", name="device", value=kept.device),
        field(why, text_input(name="why", required=True, max_length=300)),
        rx.el.div(button(label, type="submit", icon=icon)),
        on_submit=event,
        class_name="stack",
    )


def _judged(judgement: Any) -> rx.Component:
    verdict = rx.cond(judgement.verdict == "taken", t("Overgenomen"), t("Weggegooid"))
    number = tn("{n} wijziging", "{n} wijzigingen", judgement.changes)
    who = rx.el.span(judgement.by_name, " · ", moment_in_words(judgement.at), " · ", judgement.why)
    return row(rx.el.span(verdict, ": ", number, " · ", judgement.device_name), who)
