"""The questions of the first conversation, each with its picture."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.speech import hush, read_aloud, speech
from rxapp.folders.joining import participation_options
from rxapp.folders.parts import FOLDERS, quote
from rxapp.folders.told import told_facts
from rxapp.ui import banner, button, choice_group, columns, day_in_words, icon, stack, t
from rxapp.ui.saving import saved_field

NOTHING = {
    "say_wish": ("what", "why"),
    "say_strengths": ("goes_well", "helps"),
    "say_level": ("level", "sums", "digital", "first_language"),
    "say_participation": ("participation", "referred_by", "recruited_by"),
}
"""Query to its answers: those that are not given now stay as they were."""


def _answer(query: str, talk: Any, **given: Any) -> dict[str, Any]:
    return {"intake": talk.id} | dict.fromkeys(NOTHING[query]) | given


def _words(talk: Any, query: str, name: str, label: Any, hint: Any = "", lines: int = 3) -> rx.Component:
    """A box for one answer in words."""
    others = {other: None for other in NOTHING[query] if other != name}
    stored, draft = getattr(talk, name), f"intake:{talk.id}:{name}"
    save = getattr(FOLDERS, query)
    return saved_field(label, stored, draft, save, name, hint=hint, lines=lines, intake=talk.id, **others)


def _choice(talk: Any, query: str, name: str, label: Any, options: list[tuple]) -> rx.Component:
    """One answer out of a few."""
    save = getattr(FOLDERS, query)

    def choose(value: Any) -> browser.Handler:
        return browser.write(save, **_answer(query, talk, **{name: value}))

    return choice_group(label, options, getattr(talk, name), choose, name=f"intake_{name}", columns=True)


def _notice(talk: Any) -> rx.Component:
    """What we keep and why, in words that can be read aloud."""
    said = [
        ("folder", t("Wij maken een mapje voor u. Daarin staat wat u wilt leren.")),
        ("users", t("Alleen uw begeleiders lezen het mapje. Het gaat niet naar uw baas.")),
        ("eye", t("U mag het mapje altijd zien. Er staat ook in wie het opende.")),
        ("pencil", t("Klopt er iets niet? Dan veranderen wij het.")),
        ("trash-2", t("Wilt u het mapje niet meer? Dan gooien wij het weg.")),
        ("heart", t("Wij schrijven niets op over uw gezondheid. Ook geen BSN en geen geboortedatum.")),
    ]
    lines = [rx.el.li(icon(drawing, "l"), rx.el.span(words), class_name="notice-line") for drawing, words in said]
    whole = rx.Var.create("")
    for _, words in said:
        whole = whole + words + " "
    now = speech()
    voice = rx.cond(
        now.speaking,
        button(t("Stop met voorlezen"), hush(), icon="volume-x"),
        button(t("Lees voor"), read_aloud(whole), icon="volume-2"),
    )
    told = banner("good", t("Verteld op {dag}", dag=day_in_words(talk.notice_on)), icon="calendar-check")
    return stack(
        rx.cond(talk.notice_on != "", told, rx.fragment()),
        rx.cond(now.possible, rx.el.div(voice), rx.el.p(t("Lees dit samen hardop."), class_name="row-sub")),
        rx.el.ul(*lines, class_name="stack", role="list"),
    )


def _wish(talk: Any) -> rx.Component:
    own = t("Schrijf op wat de deelnemer zegt, in zijn of haar eigen woorden.")
    return stack(
        _words(talk, "say_wish", "what", t("Wat wilt u precies leren?"), own),
        _words(talk, "say_wish", "why", t("Waarom is dat belangrijk voor u?")),
    )


def _strengths(talk: Any) -> rx.Component:
    return stack(
        _words(talk, "say_strengths", "goes_well", t("Wat gaat al goed?")),
        _words(talk, "say_strengths", "helps", t("Wat helpt u bij het leren?"), t("Een invaller leest dit ook.")),
    )


def _level(talk: Any) -> rx.Component:
    unknown = ("", t("Weet ik niet"))
    some = [("start", t("Begin")), ("some", t("Een beetje")), ("well", t("Goed")), unknown]
    mother = [("nt1", t("Nederlands")), ("nt2", t("Een andere taal")), ("", t("Zeg ik niet"))]
    return stack(
        rx.el.p(t("Alles mag leeg blijven. Een grove schatting is genoeg.")),
        _choice(talk, "say_level", "level", t("Lezen en schrijven"), [*((x, x) for x in ("A1", "A2", "B1")), unknown]),
        _choice(talk, "say_level", "sums", t("Rekenen"), some),
        _choice(talk, "say_level", "digital", t("Computer en telefoon"), some),
        _choice(talk, "say_level", "first_language", t("Met welke taal bent u opgegroeid?"), mother),
    )


def _times(talk: Any) -> rx.Component:
    names = [t("Maandag"), t("Dinsdag"), t("Woensdag"), t("Donderdag"), t("Vrijdag"), t("Zaterdag")]
    return stack(
        rx.el.p(t("Tik op wat kan. Nog een keer tikken haalt het weg.")),
        columns(*(_day(talk, number, name) for number, name in enumerate(names, 1))),
    )


def _day(talk: Any, number: int, name: Any) -> rx.Component:
    parts = {"am": t("Ochtend"), "pm": t("Middag"), "ev": t("Avond")}
    made = [_half_day(talk, f"{number}{part}", word) for part, word in parts.items()]
    return rx.el.div(
        rx.el.span(name, class_name="field-label"),
        rx.el.div(*made, class_name="half-days"),
        role="group",
        aria_label=name,
    )


def _half_day(talk: Any, time: str, word: Any) -> rx.Component:
    suits = talk.times.contains(f'"{time}"')
    return rx.el.button(
        rx.cond(suits, icon("check", "s"), rx.fragment()),
        word,
        type="button",
        on_click=browser.write(FOLDERS.toggle_time, intake=talk.id, time=time),
        class_name="segment",
        aria_pressed=rx.cond(suits, "true", "false"),
    )


def _participation(talk: Any) -> rx.Component:
    return stack(
        _choice(talk, "say_participation", "participation", t("Komt u uit eigen wil?"), participation_options()),
        _words(
            talk,
            "say_participation",
            "referred_by",
            t("Wie heeft u verwezen?"),
            t("Zoals: de gemeente of de werkleider."),
            1,
        ),
        _words(
            talk,
            "say_participation",
            "recruited_by",
            t("Wie heeft u gevraagd?"),
            t("Een taalambassadeur of collega. Alleen een voornaam."),
            1,
        ),
    )


def _look_back(talk: Any) -> rx.Component:
    """What was said, to read once more together."""
    return stack(
        rx.el.p(t("Lees het samen nog een keer. Klopt het? Ga anders terug.")),
        quote(talk.what, t("Dit wil ik leren")),
        quote(talk.why, t("Daarom wil ik dat")),
        quote(talk.goes_well, t("Dit gaat al goed")),
        quote(talk.helps, t("Dit helpt mij")),
        told_facts(talk),
        rx.el.p(icon("sprout", "l"), t("Daarna kiest u samen een doel."), class_name="notice-line"),
    )


STEPS = (
    ("shield", lambda: t("Dit schrijven wij op"), _notice),
    ("target", lambda: t("Wat en waarom?"), _wish),
    ("star", lambda: t("Wat gaat al goed?"), _strengths),
    ("chart-column", lambda: t("Hoe ver bent u?"), _level),
    ("calendar-days", lambda: t("Wanneer kunt u?"), _times),
    ("handshake", lambda: t("Hoe komt u hier?"), _participation),
    ("circle-check", lambda: t("Klopt alles?"), _look_back),
)
"""Picture, question and answers of each step, in order."""
