"""One programme: what it is, when it meets, for whom, its rules, and the groups that run it."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.ids import fresh_id
from rxapp.data.queries import load
from rxapp.programmes.beside import modules, questions
from rxapp.programmes.facts import facts
from rxapp.programmes.money import money
from rxapp.programmes.parts import PROGRAMMES, number_field, numbers, tick, words_field
from rxapp.programmes.rows import GroupLine, Programme, ReachedNow
from rxapp.ui import (
    banner,
    button,
    card,
    checkbox,
    choice_group,
    columns,
    count,
    counts,
    field,
    folded_card,
    group_face,
    page,
    row,
    some_rows,
    stack,
    t,
    text_input,
    words_input,
)
from rxapp.ui.kinds import KINDS
from rxapp.ui.rhythm import rhythm_fields
from rxapp.ui.staff import staff


def programme_page() -> rx.Component:
    """Everything that a programme says; each answer is saved at once, and an empty one says nothing."""
    now = browser.first(PROGRAMMES.programme, Programme, programme=browser.route_parameter("id"))
    money_part = rx.cond(staff().duties.contains("office"), money(now), rx.fragment())
    shown = rx.fragment(
        rx.cond(now.is_ended == 1, banner("ask", t("Dit programma is gestopt"), icon="archive"), rx.fragment()),
        facts(now),
        columns(
            stack(_groups(now), _reached(now), _about(now), modules(now), questions(now), _certificate(now)),
            stack(_rhythm(now), _meeting(now), _size(now), _stay(now), money_part),
        ),
        _stop(now),
    )
    title = rx.cond(now.name, now.name, t("Programma"))
    return page(title, rx.cond(now.id, shown, rx.fragment()), back=routes.PROGRAMMES, wide=True)


def _groups(now: Any) -> rx.Component:
    groups = browser.live(PROGRAMMES.groups_of, GroupLine, programme=now.id)

    def line(group: Any) -> rx.Component:
        return row(group.name, group.place, leading=group_face(group, "s"), href=routes.group(group.id), key=group.id)

    return card(some_rows(groups, line, t("Groepen")), _new_group(now), title=t("Groepen"))


def _new_group(now: Any) -> rx.Component:
    made = fresh_id("group")
    add = browser.write(
        load("rxapp.groups").add_group,
        then=[browser.go(routes.planning(made))],
        learning_group=made,
        programme=now.id,
        name=browser.form("name"),
        symbol="house",
        place=browser.form("place"),
        first_on=browser.form("first_on"),
        last_on="",
    )
    form = rx.el.form(
        field(t("Naam van de groep"), words_input(name="name", required=True, max_length=80)),
        field(t("Plek"), words_input(name="place", max_length=80)),
        field(t("Eerste dag"), text_input(type="date", name="first_on", required=True)),
        rx.el.div(button(t("Groep maken"), type="submit", icon="plus", kind="primary")),
        on_submit=add,
        class_name="stack",
    )
    return rx.el.details(rx.el.summary(t("Nieuwe groep")), form)


def _reached(now: Any) -> rx.Component:
    reached = browser.first(PROGRAMMES.reached_now, ReachedNow, programme=now.id)
    goal = rx.cond(
        reached.target_people > 0,
        count(reached.target_people, t("is het doel"), "flag"),
        rx.fragment(),
    )
    numbers = counts(count(reached.people, t("mensen dit jaar"), "users"), goal)
    return rx.cond(reached.people > 0, card(numbers, title=t("Bereikt")), rx.fragment())


def _about(now: Any) -> rx.Component:
    def save(column: str) -> Any:
        return lambda value: browser.write(PROGRAMMES.edit_programme, programme=now.id, column=column, value=value)

    choices = [("voluntary", t("Vrijwillig")), ("ordered", t("Verplicht")), ("", t("Niet gezegd"))]
    kinds = [(kind, t(word), drawing) for kind, (word, drawing) in KINDS.items()]
    names = checkbox(
        t("Namen bijhouden"),
        now.keeps_names == 1,
        tick(now, "keeps_names", now.keeps_names == 1),
        hint=t("Zonder namen telt de app alleen hoeveel mensen er kwamen."),
    )
    return folded_card(
        t("Over het programma"),
        t("Naam, soort en meedoen"),
        words_field(now, "name", t("Naam"), now.name),
        words_field(now, "about", t("Wat is het?"), now.about, lines=4),
        choice_group(t("Soort"), kinds, now.kind, save("kind"), name="kind", columns=True),
        choice_group(t("Meedoen is"), choices, now.participation, save("participation"), name="join", columns=True),
        names,
    )


def _rhythm(now: Any) -> rx.Component:
    return folded_card(
        t("Ritme"),
        t("Hoe vaak, welke dag en hoe laat"),
        rhythm_fields(now, PROGRAMMES.edit_programme, {"programme": now.id}),
        numbers(
            number_field(now, "meetings", t("Hoeveel keer in het geheel?"), now.meetings),
            number_field(now, "runs_per_year", t("Hoe vaak per jaar van voren af aan?"), now.runs_per_year),
            number_field(now, "weeks", t("Hoeveel weken?"), now.weeks),
            number_field(now, "months", t("Hoeveel maanden?"), now.months),
        ),
    )


def _meeting(now: Any) -> rx.Component:
    """What one meeting looks like."""
    each = words_field(
        now,
        "minutes_each",
        t("Minuten, als elke keer anders is"),
        now.minutes_each,
        hint=t("Zoals: 90, 90, 180. De eerste keer staat vooraan."),
    )
    return folded_card(
        t("Eén keer"),
        t("Minuten, onderwerp en gast"),
        numbers(
            number_field(now, "minutes", t("Minuten per keer"), now.minutes),
            number_field(now, "content_minutes", t("Minuten voor een onderwerp"), now.content_minutes),
            number_field(now, "work_minutes", t("Minuten werk, met voorbereiden"), now.work_minutes),
            number_field(now, "guest_every", t("Om de hoeveel keer een gast? 1 is elke keer."), now.guest_every),
        ),
        each,
    )


def _size(now: Any) -> rx.Component:
    homework = now.has_homework == 1
    fixed = now.is_fixed == 1
    return folded_card(
        t("De groep"),
        t("Hoeveel mensen, vast of niet"),
        numbers(
            number_field(now, "size_min", t("Minste mensen"), now.size_min),
            number_field(now, "size_best", t("Beste aantal"), now.size_best),
            number_field(now, "size_max", t("Meeste mensen"), now.size_max),
        ),
        checkbox(t("Vaste groep, vaste gezichten"), fixed, tick(now, "is_fixed", fixed)),
        checkbox(t("Met huiswerk"), homework, tick(now, "has_homework", homework)),
        numbers(
            number_field(now, "target_people", t("Doel: mensen per jaar"), now.target_people),
            number_field(now, "target_years", t("Zoveel jaar lang"), now.target_years),
        ),
    )


def _certificate(now: Any) -> rx.Component:
    modules, by_hand = now.certificate_modules == 1, now.certificate_by_hand == 1
    return folded_card(
        t("Certificaat"),
        t("Wat iemand ervoor moet doen"),
        words_field(now, "certificate_name", t("Hoe heet het?"), now.certificate_name),
        number_field(
            now,
            "certificate_share",
            t("Deel van de keren"),
            now.certificate_share,
            hint=t("Van elke 100 keer minstens zo vaak. Leeg: daar kijken we niet naar."),
        ),
        checkbox(t("Alle e-learnings gedaan"), modules, tick(now, "certificate_modules", modules)),
        checkbox(t("De begeleider beslist"), by_hand, tick(now, "certificate_by_hand", by_hand)),
    )


def _stay(now: Any) -> rx.Component:
    return folded_card(
        t("Hoe lang mag iemand blijven?"),
        t("De langste tijd, en wat daarna komt"),
        numbers(
            number_field(now, "max_months", t("Langste tijd in maanden"), now.max_months),
            number_field(now, "warn_days", t("Zoveel dagen eerder zeggen wij het"), now.warn_days, hint="90"),
        ),
        words_field(now, "onward", t("Wat komt daarna?"), now.onward),
    )


def _stop(now: Any) -> rx.Component:
    end = browser.write(PROGRAMMES.end_programme, then=[browser.go(routes.PROGRAMMES)], programme=now.id)
    return rx.cond(
        now.is_ended == 1,
        rx.fragment(),
        rx.el.div(button(t("Dit programma stopt"), end, icon="archive", kind="quiet")),
    )
