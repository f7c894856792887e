"""What a scan at the desk does, and the large answer to it.

SQL decides (`scan_outcome`); here are only the words, the drawings and the buttons for each of its actions.
"""

from collections.abc import Sequence
from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser import Handler
from rxapp.cart.outcomes import Scan
from rxapp.cart.parts import CART, answer, book_row, place_words, state_badge, undo_button
from rxapp.cart.rows import Copy
from rxapp.ui import button, card, link_button, result_panel, some_rows, t

CHANNEL = "desk"
NEWCOMER = {"person": CART.add_learner, "named": CART.add_named_learner}
WRITES = {
    "person": CART.choose_person,
    "lend": CART.lend_copy,
    "return": CART.return_copy,
    "restore": CART.restore_copy,
    "named": CART.name_borrower,
    "unnamed": CART.unname_borrower,
    "nobody": CART.release_borrower,
    "keep": CART.keep_copy,
    "undo_keep": CART.undo_keep,
    "undo_lend": CART.undo_lend,
    "undo_return": CART.undo_return,
    "undo_restore": CART.undo_restore,
}
ICONS = {
    "person": "user-round",
    "named": "book-up",
    "lend": "book-up",
    "return": "book-down",
    "restore": "book-check",
    "keep": "calendar-check",
    "ask_return": "circle-question-mark",
    "ask_lend": "circle-question-mark",
    "found": "book-heart",
    "choose": "book-copy",
    "search": "search",
    "unknown": "book-x",
    "unknown_card": "user-round-x",
    "no_visit": "calendar-days",
}


def scan(code: Any = "", copy: Any = "", sure: int = 0, naming: Any = "", then: Sequence[Handler] = ()) -> Handler:
    """A handler that does what the scan of a code means, or of a `copy` that was chosen; `sure` answers a question.

    While a loan waits for a name, a card gives it: `naming` is that loan.
    """
    return browser.perform(CART.scan_outcome, WRITES, CHANNEL, then, code=code, copy=copy, sure=sure, naming=naming)


def choose_person(learner: Any, then: Sequence[Handler] = ()) -> Handler:
    """A handler that lets a learner borrow from now on."""
    return browser.perform(CART.person_outcome, WRITES, CHANNEL, then, action="person", learner=learner, loan="")


def name_borrower(loan: Any, learner: Any, then: Sequence[Handler] = ()) -> Handler:
    """A handler that says afterwards who took a book."""
    return browser.perform(CART.person_outcome, WRITES, CHANNEL, then, action="named", loan=loan, learner=learner)


def add_newcomer(loan: Any, first_name: Any, picture: Any, then: Sequence[Handler] = ()) -> Handler:
    """A handler that adds a learner, who borrows from now on, or who took the book of a `loan`."""
    values = {"loan": loan, "first_name": first_name, "symbol": picture}
    return browser.perform(CART.newcomer_outcome, NEWCOMER, CHANNEL, then, **values)


def press(action: str, then: Sequence[Handler] = (), **parameters: Any) -> Handler:
    """A handler that runs one of `WRITES` in its turn among the scans."""
    return browser.perform(CART.button_outcome, WRITES, CHANNEL, then, action=action, **parameters)


def last_scan() -> Any:
    """The answer to the last scan; its `action` is undefined when there is none."""
    return browser.result(CHANNEL, Scan)


def scan_answer(naming: browser.Field) -> rx.Component:
    """The answer, very large; it stays in the page so that screen readers say each new one.

    `naming` is set to a loan whose borrower a person wants to name afterwards.
    """
    now = last_scan()
    drawing = rx.match(now.action, *ICONS.items(), "scan-barcode")
    tone = rx.cond(now.action, now.tone, "neutral")
    return answer(result_panel(tone, _word(now), _sub(now), drawing, now.number), _actions(now, naming))


def copies_to_choose() -> rx.Component:
    """The copies that share the scanned code, when a person must say which one it is."""
    now = last_scan()
    copies = browser.live(CART.copies_to_choose, Copy, copies=rx.cond(now.action == "choose", now.copies, ""))
    listed = some_rows(copies, _copy_to_choose, t("Boeken met deze code"))
    return rx.cond(now.action == "choose", card(listed), rx.fragment())


def copy_row(copy: Any, on_click: Handler) -> rx.Component:
    """A copy to tap: its title, its label, where it is."""
    words = rx.cond(copy.first_name != "", t("Uitgeleend aan {naam}", naam=copy.first_name), place_words(copy.place))
    sub = rx.el.span(copy.author, rx.cond(copy.author != "", " · ", ""), copy.barcode, " · ", words)
    return book_row(copy, sub, trailing=state_badge(copy), on_click=on_click, key=copy.id)


def _copy_to_choose(copy: Any) -> rx.Component:
    return copy_row(copy, scan(copy=copy.id))


def _word(now: Any) -> Any:
    lent = rx.cond(now.borrower != "", t("Geleend aan {naam}", naam=now.borrower_name), t("Geleend, zonder naam"))
    undone = t("Ongedaan gemaakt")
    found = rx.cond(now.state == "lost", t("Gevonden! Dit boek was kwijt"), t("Dit boek was afgeschreven"))
    return rx.match(
        now.action,
        ("person", t("Dag {naam}", naam=now.person_name)),
        ("named", t("Geleend aan {naam}", naam=now.person_name)),
        ("lend", lent),
        ("return", t("Is terug")),
        ("restore", t("Doet weer mee")),
        ("keep", t("Mag langer blijven")),
        ("ask_return", t("Net uitgeleend. Toch terug?")),
        ("ask_lend", t("Net teruggebracht. Toch lenen?")),
        ("found", found),
        ("choose", t("Welk boek is het?")),
        ("search", t("Kies uit de lijst")),
        ("unknown", t("Deze code is niet bekend")),
        ("unknown_card", t("Deze kaart is niet bekend")),
        ("no_visit", t("Open eerst de kardag")),
        ("unnamed", undone),
        ("undo_lend", undone),
        ("undo_return", undone),
        ("undo_keep", undone),
        ("undo_restore", undone),
        t("Scan een boek of een kaart"),
    )


def _sub(now: Any) -> Any:
    wanted = rx.cond(now.wanted_by != "", t("Gevraagd door {namen}. Leg het apart.", namen=now.wanted_by), "")
    had = rx.cond(now.had_name != "", t("{naam} had dit boek.", naam=now.had_name), "")
    asked = rx.cond(now.request != "", t("(hier was om gevraagd)"), "")
    unknown = t("{code}. Zoek het boek met letters, of plak het etiket op een boek.", code=now.code)
    otherwise = rx.cond(now.name, now.name, t("Boek in de hand? Scan, of typ een paar letters."))
    words = {
        "person": [t("Scan nu de boeken.")],
        "lend": [now.name, " ", asked, rx.cond(now.borrower == "", wanted, "")],
        "return": [now.name, ". ", had, " ", wanted],
        "search": [t("Tik op een boek of een naam.")],
        "unknown": [unknown],
        "unknown_card": [t("Kies de naam uit de lijst.")],
        "no_visit": [t("Daarna kunt u boeken uitlenen.")],
        "choose": [t("Meer boeken hebben deze code.")],
    }
    return rx.match(now.action, *((action, rx.el.span(*said)) for action, said in words.items()), rx.el.span(otherwise))


def _actions(now: Any, naming: browser.Field) -> Any:
    again = {"code": now.code, "copy": now.copy, "sure": 1}
    leave = button(t("Nee, laat zo"), browser.clear_result(CHANNEL), icon="x")
    name_afterwards = button(t("Kies wie het leent"), naming.set(now.new_loan), icon="user-round")
    about = rx.cond(now.title, link_button(t("Over dit boek"), routes.book(now.title), icon="book", kind="quiet"))
    held = {"loan": now.loan, "visit": now.visit}
    longer = browser.perform(CART.keeping_outcome, WRITES, CHANNEL, **held)
    keep = button(t("Toch langer houden"), longer, icon="repeat")
    lend_on = button(t("Nu lenen aan {naam}", naam=now.borrower_name), scan(**again), icon="book-up", kind="primary")
    return rx.match(
        now.action,
        ("person", _undo("nobody")),
        ("named", _undo("unnamed", loan=now.loan, before=now.before)),
        (
            "lend",
            rx.fragment(
                _undo("undo_lend", loan=now.new_loan, request=now.request, request_state=now.request_state),
                rx.cond(now.borrower == "", name_afterwards, rx.fragment()),
                about,
            ),
        ),
        (
            "return",
            rx.fragment(
                rx.cond(now.offers_lending == 1, lend_on, rx.fragment()),
                _undo("undo_return", loan=now.loan),
                rx.cond(now.offers_keeping == 1, keep, rx.fragment()),
                about,
            ),
        ),
        ("keep", _undo("undo_keep", **held)),
        ("unknown", link_button(t("Naar Boeken"), routes.BOOKS, icon="library")),
        ("restore", _undo("undo_restore", copy=now.copy, condition=now.condition, loan=now.loan)),
        ("ask_return", rx.fragment(button(t("Ja, terug"), scan(**again), icon="book-down", kind="primary"), leave)),
        ("ask_lend", rx.fragment(button(t("Ja, lenen"), scan(**again), icon="book-up", kind="primary"), leave)),
        ("found", rx.fragment(button(t("Doet weer mee"), scan(**again), icon="book-check", kind="primary"), leave)),
        rx.fragment(),
    )


def _undo(action: str, **parameters: Any) -> rx.Component:
    return undo_button(press(action, **parameters))
