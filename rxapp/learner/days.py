"""How today was, when I come again, how often I came, my homework, and who looked in my folder."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.learner.parts import LEARNER, block, calendar_leaf, dot, dots, listed, press
from rxapp.learner.rows import Came, Dot, Homework, Look, NextTime
from rxapp.ui import easy_day, learner_count, learner_text, learner_words, symbol
from rxapp.ui.choosing import faces


def today(head: Any) -> rx.Component:
    """How was today, in three faces."""

    def say(face: Any) -> browser.Handler:
        return browser.write(LEARNER.say_how_today_was, learner=head.id, face=face)

    label = learner_words("Hoe was het vandaag?", picture="smile")
    thanks = rx.cond(head.face > 0, rx.el.p(learner_text("Fijn dat je het zegt.", picture="heart")), rx.fragment())
    asked = learner_text("Hoe was het vandaag?", picture="sun")
    look = rx.cond(head.face > 0, "", "next")
    return block(asked, faces(head.face, say, label), rx.el.div(thanks, role="status"), hue=45, look=look)


def next_time(learner: Any) -> rx.Component:
    """When and where I come again."""
    again = browser.live(LEARNER.next_time, NextTime, learner=learner)
    body = block(learner_text("De volgende keer", picture="calendar-days"), rx.foreach(again, _meeting), hue=172)
    return rx.cond(again.length() > 0, body, rx.fragment())


def _meeting(meeting: Any) -> rx.Component:
    time = rx.el.p(learner_text("Om {tijd} uur", picture="clock", tijd=meeting.starts))
    place = rx.el.p(learner_text("Hier: {plek}", picture="map-pin", plek=meeting.place))
    group = rx.el.p(rx.cond(meeting.symbol != "", symbol(meeting.symbol, "s"), rx.fragment()), meeting.name,
                    class_name="spread")  # fmt: skip
    when = rx.el.div(
        rx.el.p(easy_day(meeting.day), class_name="large-words"),
        rx.cond(meeting.starts != "", time, rx.fragment()),
        class_name="stack next-words",
    )
    return rx.el.div(
        rx.el.div(calendar_leaf(meeting.day), when, class_name="next-time"),
        group,
        rx.cond(meeting.place != "", place, rx.fragment()),
        class_name="stack",
        key=meeting.session,
    )


def came(learner: Any) -> rx.Component:
    """How often I came: a count, and a dot for each of the last times."""
    now = browser.live(LEARNER.came, Came, learner=learner)[0]
    meetings = browser.live(LEARNER.dots, Dot, learner=learner)
    count = learner_count("Je was er {n} keer.", "Je was er {n} keer.", now.times, picture="calendar-check", size="l")
    body = block(
        learner_text("Zo vaak was ik hier", picture="footprints"),
        rx.el.p(count, class_name="large-words"),
        dots(meetings, lambda meeting: meeting.is_present == 1),
        _what_dots_mean(),
        hue=140,
    )
    return rx.cond(meetings.length() > 0, body, rx.fragment())


def _what_dots_mean() -> rx.Component:
    """A full dot and an open one, each beside its words; for eyes only, for aloud the count has said it."""
    there = rx.el.span(dot(True), learner_words("Ik was er", picture="circle-dot"), class_name="said")
    away = rx.el.span(dot(False), learner_words("Ik was er niet", picture="circle"), class_name="said")
    return rx.el.p(there, away, class_name="spread dots-meaning", aria_hidden="true")


def homework(learner: Any) -> rx.Component:
    """What I took home; I say when it is done."""
    tasks = browser.live(LEARNER.homework, Homework, learner=learner)
    shown = listed(tasks, lambda task: _task(task, learner))
    body = block(learner_text("Voor thuis", picture="house"), shown, hue=25)
    return rx.cond(tasks.length() > 0, body, rx.fragment())


def _task(task: Any, learner: Any) -> rx.Component:
    is_done = task.done == 1
    mark = browser.write(LEARNER.mark_homework, learner=learner, homework=task.id, done=rx.cond(is_done, 0, 1))
    words = rx.cond(
        is_done, learner_text("Klaar!", picture="circle-check"), learner_text("Is het klaar?", picture="circle")
    )
    done = press(words, mark, aria_pressed=rx.cond(is_done, "true", "false"))
    name = rx.el.span(rx.el.span(task.words, class_name="row-title"), class_name="row-words")
    return rx.el.li(name, done, class_name="row", key=task.id)


def who_looked(learner: Any) -> rx.Component:
    """Who looked in my folder, in plain words."""
    looks = browser.live(LEARNER.who_looked, Look, learner=learner)
    nobody = rx.el.p(learner_text("Nog niemand keek in jouw mapje.", picture="eye-off"))
    shown = rx.cond(looks.length() > 0, listed(looks, _look), nobody)
    return block(learner_text("Wie keek in jouw mapje?", picture="eye"), shown, hue=250)


def _look(look: Any) -> rx.Component:
    times = learner_count("Op {n} dag", "Op {n} dagen", look.days, picture="calendar")
    last = learner_text("Voor het laatst: {dag}", picture="clock", dag=easy_day(look.last_on))
    words = rx.el.span(rx.el.span(look.first_name, class_name="row-title"), last, times, class_name="row-words")
    face = rx.cond(look.symbol != "", symbol(look.symbol, "m"), rx.fragment())
    return rx.el.li(face, words, class_name="row", key=look.staff)
