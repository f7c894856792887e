"""What a page is built of: cards, rows, badges, banners, results.

A tone is always shown by colour, icon and words together:
"good" (done), "ask" (the volunteer asks something), "notice" (good to know), "neutral".  None of them is red.
"""

from typing import Any, Literal

import reflex as rx

from rxapp.browser import Handler
from rxapp.ui.pictures import icon as draw_icon

Text = str | rx.Var[str]
Tone = Literal["good", "ask", "notice", "neutral"]
ICONS = {"good": "circle-check", "ask": "circle-question-mark", "notice": "info", "neutral": "circle"}


def card(*children: Any, title: Text = "", **props: Any) -> rx.Component:
    """Group what belongs together on one sheet; a title becomes its heading (h2)."""
    heading = [rx.el.h2(title, class_name="card-title")] if _given(title) else []
    return rx.el.section(*heading, *children, class_name="card", **props)


def folded_card(title: Text, hint: Text, *children: Any) -> rx.Component:
    """A card that shows its title and what is in it, and opens with a tap: for what is set up once and left alone."""
    words = rx.el.span(rx.el.h2(title, class_name="card-title"), rx.el.span(hint, class_name="row-sub"))
    head = rx.el.summary(words, draw_icon("chevron-down"), class_name="fold-head")
    return rx.el.section(
        rx.el.details(head, rx.el.div(*children, class_name="stack fold-body")), class_name="card fold"
    )


def rows(*children: Any, label: Text = "") -> rx.Component:
    """List rows; give `rx.foreach(…, …)` or rows.  The label names the list for screen readers."""
    return rx.el.ul(*children, class_name="rows", role="list", **({"aria_label": label} if _given(label) else {}))


def row(
    title: Any,
    sub: Any = "",
    leading: Any = None,
    trailing: Any = None,
    href: Text = "",
    on_click: Handler | None = None,
    **props: Any,
) -> rx.Component:
    """Make one row of a list: a symbol or cover, a title, a line under it, and a badge or buttons at the end.

    With `href` the whole row is a link, with `on_click` a button; then put no button in `trailing`.
    """
    words = rx.el.span(
        rx.el.span(title, class_name="row-title"),
        rx.el.span(sub, class_name="row-sub"),
        class_name="row-words",
    )
    end = [rx.el.span(trailing, class_name="row-trailing")] if trailing is not None else []
    parts = [*([leading] if leading is not None else []), rx.el.span(words, *end, class_name="row-main")]
    if _given(href):
        return rx.el.li(rx.el.a(*parts, draw_icon("chevron-right"), href=href, class_name="row row-link"), **props)
    if on_click is not None:
        return rx.el.li(rx.el.button(*parts, type="button", on_click=on_click, class_name="row row-link"), **props)
    return rx.el.li(*parts, class_name="row", **props)


def badge(word: Text, icon: Text = "", tone: Tone | rx.Var[str] = "neutral") -> rx.Component:
    """Say a state in a word with its icon and colour; without an icon the tone's own is used."""
    return rx.el.span(_tone_icon(icon, tone, "s"), rx.el.span(word), class_name=_toned("badge", tone))


def banner(
    tone: Tone | rx.Var[str], title: Text, text: Text = "", action: Any = None, icon: Text = "", **props: Any
) -> rx.Component:
    """Tell something above the page: a title, one sentence and at most one action."""
    words = rx.el.div(rx.el.strong(title), rx.el.p(text), class_name="banner-words")
    after = [action] if action is not None else []
    return rx.el.div(_tone_icon(icon, tone, "l"), words, *after, class_name=_toned("banner", tone), **props)


def result_panel(tone: Tone | rx.Var[str], word: Text, sub: Any = "", icon: Text = "", number: Any = 0) -> rx.Component:
    """Show the result of a scan very large; screen readers say it at once.

    Keep the panel in the page and change its words: a panel that appears with its words is not said by every screen
    reader. With another `number` the same words are said, and seen to arrive, once more.
    """
    words = rx.el.div(
        rx.el.strong(word, class_name="result-word"),
        rx.el.span(sub, class_name="result-sub"),
        class_name="result-answer",
        key=f"{number}",
    )
    said = rx.el.div(words, class_name="result-words", role="status")
    return rx.el.div(_tone_icon(icon, tone, "xl"), said, class_name=_toned("result", tone))


def empty_state(icon: Text, title: Text, text: Text = "", action: Any = None) -> rx.Component:
    """Say that there is nothing yet, and what to do about it."""
    after = [action] if action is not None else []
    return rx.el.div(draw_icon(icon, "xl"), rx.el.strong(title), rx.el.p(text), *after, class_name="empty-state")


def count(number: Any, word: Text, icon: Text = "") -> rx.Component:
    """Show a large number with the word that it counts."""
    lead = [draw_icon(icon)] if _given(icon) else []
    return rx.el.div(
        rx.el.strong(number, class_name="count-number"),
        rx.el.span(*lead, word, class_name="count-word"),
        class_name="count",
    )


def counts(*children: rx.Component) -> rx.Component:
    """Lay counts beside each other."""
    return rx.el.div(*children, class_name="counts")


def progress(value: Any, of: Any, label: Text) -> rx.Component:
    """Show how far something is: a bar with words; `of` is the whole, in the same unit as `value`."""
    bar = rx.el.progress(value=value, max=of, aria_label=label)
    return rx.el.div(rx.el.span(label), bar, class_name="progress")


def tabs(label: Text, *links: tuple[Text, Text, bool | rx.Var[bool]]) -> rx.Component:
    """Switch between views of one subject: `(word, href, is_current)` each; the label names the group."""
    made = [
        rx.el.a(word, href=href, class_name="tab", custom_attrs={"aria-current": rx.cond(current, "page", "false")})
        for word, href, current in links
    ]
    return rx.el.nav(*made, class_name="tabs", aria_label=label)


def _tone_icon(icon: Text, tone: Tone | rx.Var[str], size: str) -> rx.Component:
    if _given(icon):
        return draw_icon(icon, size)
    return draw_icon(ICONS[tone] if isinstance(tone, str) else rx.Var.create(ICONS)[tone], size)


def _toned(class_name: str, tone: Tone | rx.Var[str]) -> Any:
    return f"{class_name} tone-{tone}"


def _given(text: Any) -> bool:
    return isinstance(text, rx.Var) or bool(text)
