"""What happened, newest first: notes, hours, goals reached, looks back, referrals; and a box for a new note."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.folders.parts import FOLDERS, next_words, this_learner
from rxapp.folders.rows import Entry
from rxapp.ui import badge, button, card, checkbox, day_in_words, dialog, field, icon, link_button, rows, spread, t

AT_ONCE = 20
DRAWINGS = {
    "note": "notebook-pen",
    "private_note": "lock",
    "evaluation": "history",
    "evaluation_addition": "pen-line",
    "goal_reached": "star",
    "goal_stopped": "pause",
    "referral_in": "log-in",
    "referral_out": "signpost",
    "intake": "message-circle",
    "session": "users",
    "circle": "book-open",
    "diploma": "graduation-cap",
}


def timeline() -> rx.Component:
    """A new note, and under it the latest entries; older ones come at a tap."""
    learner, count = this_learner(), browser.field("timeline_count", AT_ONCE)
    hours = browser.field("timeline_hours", True)
    entries = browser.live(FOLDERS.timeline, Entry, learner=learner, count=count.value, with_hours=hours.value)
    editing, words = browser.field("edited_note"), browser.field("edited_words")
    listed = rows(rx.foreach(entries, lambda entry: _entry(entry, editing, words)), label=t("Verloop"))
    more = rx.el.div(button(t("Meer laten zien"), count.set(count.value + AT_ONCE), icon="chevron-down"))
    return card(
        _new_note(),
        rx.el.div(checkbox(t("Laat ook de uren zien"), hours.value, hours.set(~hours.value))),
        rx.cond(entries.length() > 0, listed, rx.el.p(t("Nog niets opgeschreven."))),
        rx.cond(entries.length() >= count.value, more, rx.fragment()),
        _edit_dialog(editing, words),
        title=t("Verloop"),
    )


def _new_note() -> rx.Component:
    learner, private = this_learner(), browser.field("note_private", False)
    draft = f"note:new:{learner}"
    save = browser.write(
        FOLDERS.write_note,
        then=[clear_draft(draft), private.set(False)],
        learner=learner,
        words=browser.form("words"),
        is_private=private.value,
    )
    box = guarded_text(draft, name="words", required=True, max_length=4000, rows=3, class_name="input")
    return rx.el.form(
        field(t("Nieuwe notitie"), box, hint=t("Schrijf op wat iemand deed of leerde.")),
        checkbox(
            t("Alleen voor begeleiders"),
            private.value,
            private.set(~private.value),
            hint=t("Staat niet op de kaart voor een invaller."),
        ),
        rx.el.div(button(t("Notitie opslaan"), type="submit", icon="check")),
        on_submit=save,
        class_name="stack",
    )


def _entry(entry: Any, editing: browser.Field, words: browser.Field) -> rx.Component:
    is_note = (entry.kind == "note") | (entry.kind == "private_note")
    about = [rx.cond(word != "", rx.el.span(" · ", word), rx.fragment()) for word in (entry.group_name, entry.author)]
    private = rx.cond(entry.is_private == 1, badge(t("Alleen begeleiders"), "lock", "neutral"), rx.fragment())
    unsigned = rx.cond(entry.is_unsigned == 1, badge(t("Nog niet ondertekend"), "pen-line", "ask"), rx.fragment())
    edit = button(
        t("Aanpassen"), browser.chain(words.set(entry.words), editing.set(entry.row)), icon="pencil", kind="quiet"
    )
    talk = rx.match(entry.kind, ("evaluation", entry.row), ("evaluation_addition", entry.detail), "")
    look = link_button(t("Bekijken"), routes.evaluation(this_learner(), talk), icon="eye", kind="quiet")
    way = rx.cond(is_note, edit, rx.cond(talk != "", look, rx.fragment()))
    return rx.el.li(
        icon(rx.match(entry.kind, *DRAWINGS.items(), "circle"), "l"),
        rx.el.div(
            rx.el.div(rx.el.strong(_kind_words(entry)), " ", private, unsigned),
            rx.el.span(day_in_words(entry.day), *about, class_name="row-sub"),
            rx.cond(entry.words != "", rx.el.p(entry.words, style={"white_space": "pre-line"}), rx.fragment()),
            class_name="entry-words",
        ),
        way,
        class_name="row entry",
        key=entry.kind + entry.row,
    )


def _kind_words(entry: Any) -> Any:
    """What an entry is, in words."""
    return rx.match(
        entry.kind,
        ("note", t("Notitie")),
        ("private_note", t("Notitie")),
        (
            "evaluation",
            rx.cond(entry.detail != "", t("Terugblik. {hoe}", hoe=next_words(entry.detail)), t("Terugblik")),
        ),
        ("evaluation_addition", t("Aanvulling bij een terugblik")),
        ("goal_reached", t("Doel gehaald")),
        ("goal_stopped", t("Gestopt met een doel")),
        ("referral_in", t("Komt van")),
        ("referral_out", t("Doorverwezen naar")),
        ("intake", t("Eerste gesprek")),
        ("circle", t("Begonnen met een leeskring")),
        ("diploma", t("Diploma gekregen")),
        ("session", _attendance(entry.detail)),
        "",
    )


def _attendance(state: Any) -> Any:
    return rx.match(
        state,
        ("present", t("Was er")),
        ("ill", t("Was er niet: ziek")),
        ("holiday", t("Was er niet: vrij")),
        ("work", t("Was er niet: aan het werk")),
        t("Was er niet"),
    )


def _edit_dialog(editing: browser.Field, words: browser.Field) -> rx.Component:
    draft, close = f"note:{editing.value}", editing.set("")
    save = browser.write(
        FOLDERS.rewrite_note, then=[clear_draft(draft), close], note=editing.value, words=browser.form("words")
    )
    erase = browser.write(FOLDERS.erase_note, then=[clear_draft(draft), close], note=editing.value)
    box = guarded_text(draft, words.value, name="words", required=True, max_length=4000, rows=5, class_name="input")
    form = rx.el.form(
        field(t("Notitie"), box),
        spread(
            button(t("Opslaan"), type="submit", icon="check", kind="primary"),
            button(t("Gooi weg"), erase, icon="trash-2", kind="quiet"),
        ),
        on_submit=save,
        class_name="stack",
    )
    shown = rx.cond(editing.value != "", form, rx.fragment())
    return dialog(editing.value != "", browser.chain(clear_draft(draft), close), t("Notitie aanpassen"), shown)
