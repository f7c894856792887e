"""Writing a goal down: "Ik wil …", a picture, and up to three steps."""

from typing import Any

import reflex as rx

from rxapp import browser, routes
from rxapp.browser.guarded import clear_draft, guarded_text
from rxapp.folders.parts import FOLDERS, folder_frame, owner_strip, this_learner
from rxapp.folders.rows import GoalWords
from rxapp.ui import button, card, dialog, empty_state, field, spread, stack, t
from rxapp.ui.choosing import picture_choice
from rxapp.ui.saving import saved_field

PARTS = ("sentence", "why", "at_start", "step_one", "step_two", "step_three")
STEPS = ("step_one", "step_two", "step_three")
LENGTHS = {"sentence": 200, "why": 500, "at_start": 500}


def labels() -> dict[str, tuple[Any, Any]]:
    """Label and hint of each part of a goal."""
    return {
        "sentence": (t("Het doel"), t("Begin met: Ik wil … Maak het klein en precies.")),
        "why": (t("Waarom is dat belangrijk?"), ""),
        "at_start": (t("Hoe gaat het nu?"), t("Later kijkt u terug: toen en nu.")),
        "step_one": (t("Eerste stap"), t("Stappen mogen leeg blijven.")),
        "step_two": (t("Tweede stap"), ""),
        "step_three": (t("Derde stap"), ""),
    }


def new_goal_page() -> rx.Component:
    """A new goal; what is typed stays until it is stored."""
    learner, picture = this_learner(), browser.field("goal_picture", "star", keep=True)
    drafts = {name: f"goal:new:{learner}:{name}" for name in PARTS}
    save = browser.write(
        FOLDERS.write_goal,
        then=[*map(clear_draft, drafts.values()), picture.set("star"), browser.go(routes.folder(learner))],
        learner=learner,
        picture=picture.value,
        **{name: browser.form(name) for name in PARTS},
    )
    boxes = {name: _box(name, drafts[name]) for name in PARTS}
    form = rx.el.form(
        boxes["sentence"],
        picture_choice(t("Plaatje bij dit doel"), picture.value, picture.set),
        boxes["why"],
        boxes["at_start"],
        *(boxes[name] for name in STEPS),
        button(t("Doel opslaan"), type="submit", icon="check", kind="primary"),
        on_submit=save,
        class_name="stack",
    )
    return folder_frame(t("Nieuw doel"), owner_strip(), card(form))


def _box(name: str, draft: Any) -> rx.Component:
    label, hint = labels()[name]
    length = {"max_length": LENGTHS.get(name, 200)}
    needed = {"required": True, "placeholder": "Ik wil …"} if name == "sentence" else {}
    shape = {"rows": 2} if name in ("why", "at_start") else {"single": True}
    return field(label, guarded_text(draft, name=name, class_name="input", **length, **needed, **shape), hint=hint)


def goal_page() -> rx.Component:
    """Other words for a goal; each is stored as soon as the person goes on."""
    goal_id = browser.route_parameter("goal")
    goal = browser.first(FOLDERS.goal, GoalWords, goal=goal_id)
    nothing = empty_state("target", t("Dit doel is er niet"))
    missing = rx.cond(browser.ready(FOLDERS.goal, goal=goal_id), nothing, rx.fragment())
    known = card(
        _words(goal, "sentence"),
        picture_choice(t("Plaatje bij dit doel"), goal.picture, lambda name: _change(goal, picture=name)),
        _words(goal, "why", 2),
        _words(goal, "at_start", 2),
        *(_step(goal, name, position) for position, name in enumerate(STEPS, 1)),
    )
    return folder_frame(
        t("Doel aanpassen"),
        owner_strip(),
        rx.cond(goal.id, stack(known, _ending(goal)), missing),
    )


def _change(goal: Any, **given: Any) -> browser.Handler:
    same = dict.fromkeys(("sentence", "picture", "why", "at_start"))
    return browser.write(FOLDERS.change_goal, goal=goal.id, **{**same, **given})


def _words(goal: Any, name: str, lines: int = 1) -> rx.Component:
    label, hint = labels()[name]
    others = {other: None for other in ("sentence", "picture", "why", "at_start") if other != name}
    stored, draft = getattr(goal, name), f"goal:{goal.id}:{name}"
    return saved_field(label, stored, draft, FOLDERS.change_goal, name, hint=hint, lines=lines, goal=goal.id, **others)


def _step(goal: Any, name: str, position: int) -> rx.Component:
    label, hint = labels()[name]
    stored, draft = getattr(goal, name), f"goal:{goal.id}:{name}"
    return saved_field(label, stored, draft, FOLDERS.save_step, "words", hint=hint, goal=goal.id, position=position)


def _ending(goal: Any) -> rx.Component:
    """A goal that no longer fits stops and stays in the folder; one that nobody worked on may go away."""
    back, asked = browser.go(routes.folder(this_learner())), browser.field("erasing_goal", False)
    stop = browser.write(FOLDERS.set_goal_state, then=[back], goal=goal.id, state="stopped")
    stopping = button(t("Stop met dit doel"), stop, icon="pause", kind="quiet")
    done = button(t("Klaar"), back, icon="check", kind="primary")
    away = button(t("Gooi weg"), asked.set(True), icon="trash-2", kind="quiet")
    return spread(
        done,
        rx.cond(goal.state == "open", stopping, rx.fragment()),
        rx.cond(goal.is_untouched == 1, away, rx.fragment()),
        _erasing(goal, asked, back),
    )


def _erasing(goal: Any, asked: browser.Field, back: browser.Handler) -> rx.Component:
    """Ask once more: the words are gone then."""
    keep = asked.set(False)
    erase = browser.write(FOLDERS.erase_goal, then=[keep, back], goal=goal.id)
    return dialog(
        asked.value,
        keep,
        t("Dit doel weggooien?"),
        rx.el.p(goal.sentence),
        actions=(
            button(t("Nee, bewaar het"), keep, icon="arrow-left", kind="primary"),
            button(t("Ja, gooi weg"), erase, icon="trash-2"),
        ),
    )
