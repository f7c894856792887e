"""What the learner's page says as it is built, whichever module says it: plain words only, and a drawing beside them.

`test_plain_language` reads the code; this reads what comes out of it, with the parts of `rxapp/ui` that it is made of.
"""

import re
from collections.abc import Iterator
from itertools import chain

import pytest
import reflex as rx

from rxapp.browser import field
from rxapp.learner import my_card_page
from rxapp.ui import SYMBOLS, dialog, icon, learner_text, t
from tests.test_plain_language import faults

SPOKEN = {"alt", "aria-description", "aria-label", "placeholder", "title"}
"""Attributes that a person sees or hears."""
QUOTED = r'"(?:[^"\\]|\\.)*"'
TRANSLATED = re.compile(rf"translate(?:plural)?_\w+\(\s*((?:{QUOTED}(?:, )?)+)")
CHOSEN = re.compile(r"translate\w*_\w+\(\s*\(?\{(.*?)\}")
NEARBY = 3
"""Among so many elements around a text its drawing must be."""


def spoken(node: object, around: tuple = ()) -> Iterator[tuple[str, tuple]]:
    """Every expression that a person sees or hears in a rendered component, with the elements around it."""
    if isinstance(node, (list, tuple)):
        yield from chain.from_iterable(spoken(child, around) for child in node)
    elif isinstance(node, dict):
        if "contents" in node:
            yield node["contents"], around
        for prop in node.get("props", []):
            name, _, value = prop.partition(":")
            if name.strip('"') in SPOKEN:
                yield value, ()
        inner = (*around, node) if node.get("name") not in (None, "Fragment") else around
        yield from chain.from_iterable(spoken(child, inner) for name, child in node.items() if name != "props")


def texts(expression: str) -> list[str]:
    """The texts that an expression says, as they stand in the code."""
    return [text[1:-1] for said in TRANSLATED.findall(expression) for text in re.findall(QUOTED, said)]


def strangers(expression: str) -> list[str]:
    """Words in an expression that nobody translates, or that are only known when the page runs."""
    chosen = {text[1:-1] for found in CHOSEN.findall(expression) for text in re.findall(rf": ({QUOTED})", found)}
    rest = CHOSEN.sub("", TRANSLATED.sub("", expression))
    names = re.compile(rf"\[({QUOTED})\]|===? ({QUOTED})")
    bare = [text for text in re.findall(QUOTED, names.sub("", rest)) if re.search("[a-zA-Z]{2}", text)]
    hidden = re.findall(r"translate\w*_\w+\(\s*(?![\s\"({]).*", rest)
    return bare + hidden + sorted(chosen - set(SYMBOLS_SAID))


SYMBOLS_SAID = [str(word) for word in SYMBOLS.values()]
"""The words of the drawings that stand for people: names of things, each with its drawing."""


def undrawn(around: tuple) -> bool:
    """Whether no drawing is near a text."""
    return not any("/icons.svg#" in repr(near) or "/symbols.svg#" in repr(near) for near in around[-NEARBY:])


def problems(component: rx.Component) -> list[str]:
    """In sentences, what is wrong with the words of a component."""
    found = []
    for expression, around in spoken(component.render()):
        found += [f"{text!r}: {fault}" for text in texts(expression) for fault in faults(text)]
        found += [f"{words}: say it through learner_text" for words in strangers(expression)]
        if texts(expression) and around and undrawn(around):
            found.append(f"{texts(expression)}: no drawing near it")
    return found


def test_the_whole_page_is_plain_and_drawn():
    component = my_card_page()
    said = {text for expression, _ in spoken(component.render()) for text in texts(expression)}
    assert {"Hallo {naam}", "Ben je er nog?", "Sluiten", "Niet goed", "{n} stappen zijn klaar"} <= said
    assert problems(component) == []


ASKING = field("asking", False)


def said_elsewhere(text: rx.Var[str] | str) -> rx.Component:
    """A part that another module makes."""
    return rx.el.div(icon("book"), rx.el.span(text))


@pytest.mark.parametrize(
    ("component", "fault"),
    [
        (lambda: said_elsewhere(t("Jouw boeken")), None),
        (lambda: learner_text("Jouw boeken", picture="book"), None),
        (lambda: said_elsewhere(t("Jouw participatie")), "participatie"),
        (lambda: said_elsewhere("Jouw participatie"), "learner_text"),
        (lambda: said_elsewhere(rx.cond(rx.Var("done"), "Jouw evaluatie", "")), "learner_text"),
        (lambda: said_elsewhere(t(rx.Var("row.words", _var_type=str))), "learner_text"),
        (lambda: rx.el.button(icon("x"), aria_label=t("Annuleren")), "annuleren"),
        (lambda: rx.el.input(placeholder="Zoek"), "learner_text"),
        (lambda: rx.el.p(t("Jouw boeken")), "no drawing"),
        (lambda: dialog(ASKING.value, ASKING.set(False), t("Jouw doelstellingen")), "doelstellingen"),
    ],
)
def test_words_that_a_learner_would_not_read_are_found(component, fault):
    found = problems(component())
    assert found == [] if fault is None else any(fault in said for said in found), found
