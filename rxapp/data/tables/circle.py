"""The reading circle (leeskring): what a learning group of that kind has beside its sessions, roster and attendance.

A circle is a `learning_group` of a programme of kind `reading_circle`; its rows of `circle` and `circle_week` have the
id of that group and of that session, so that two tablets that plan the same circle make one row.
"""

from rxapp.data.declare import EVERYONE, Column, Table
from rxapp.data.guards import Words

CIRCLE_DUTIES = ("circle", "training", "office")
KIT_DUTIES = EVERYONE

CIRCLE = Table(
    "circle",
    (
        Column("learning_group", "id"),
        Column("title", "id", doc="empty when the book is not in the collection"),
        Words("book", length=120, doc="the book's name as people say it"),
        Column("pages", "integer"),
        Column("closing", length=6, choices=("film", "quiz", "")),
        Words("film", length=120, doc="name of the film that ends the circle"),
        Column("closed_on", "date", doc="the day of the closing activity, when it was done"),
    ),
    readers=CIRCLE_DUTIES,
    writers=CIRCLE_DUTIES,
    doc="The book and the closing activity of one run; its id is the group's.",
)

CIRCLE_WEEK = Table(
    "circle_week",
    (
        Column("learning_group", "id"),
        Column("first_page", "integer", group="pages"),
        Column("last_page", "integer", group="pages"),
        Words("talk_about", length=500, doc="what the leader wants to talk about; never about one person"),
    ),
    readers=CIRCLE_DUTIES,
    writers=CIRCLE_DUTIES,
    indexes=("learning_group",),
    doc="The pages of one week; its id is the session's.",
)

READING = Table(
    "reading",
    (
        Column("session", "id"),
        Column("learner", "id"),
        Column("how", length=8, choices=("read", "listened", ""), doc="gelezen, geluisterd"),
        Column("at_home", "integer", doc="1 when the person read on at home"),
    ),
    readers=CIRCLE_DUTIES,
    writers=CIRCLE_DUTIES,
    part="learner",
    indexes=("session", "learner"),
    doc="How one person read this week; its id is made of the session and the learner, as that of an attendance.",
)

QUIZ_QUESTION = Table(
    "quiz_question",
    (
        Column("learning_group", "id"),
        Column("position", "integer"),
        Words("words", length=200),
        Column("picture", length=40_000, doc="a symbol's name, or a small picture as a data: address"),
        Words("answer_one", length=80),
        Words("answer_two", length=80),
        Words("answer_three", length=80),
        Column("good", "integer", doc="which answer is good: 1, 2 or 3; empty when all are"),
    ),
    readers=CIRCLE_DUTIES,
    writers=CIRCLE_DUTIES,
    indexes=("learning_group",),
    doc="A question of the quiz that ends a circle; read aloud and played together.",
)

QUIZ_GAME = Table(
    "quiz_game",
    (
        Column("learning_group", "id"),
        Column("played_at", "time"),
        Column("questions", "integer", group="score"),
        Column("good", "integer", group="score"),
    ),
    readers=CIRCLE_DUTIES,
    writers=CIRCLE_DUTIES,
    indexes=("learning_group",),
    doc="The quiz was played by the group; nobody's own score.",
)

KIT = Table(
    "kit",
    (Column("title", "id"), Words("name", length=80), Column("barcode", length=60, doc="the label on the bag")),
    readers=KIT_DUTIES,
    writers=KIT_DUTIES,
    indexes=("barcode",),
    doc="Copies of one title that go out and come back together.",
)

KIT_COPY = Table(
    "kit_copy",
    (Column("kit", "id"), Column("copy", "id")),
    readers=KIT_DUTIES,
    writers=KIT_DUTIES,
    indexes=("kit", "copy"),
    doc="A copy that belongs to a kit.",
)

KIT_LOAN = Table(
    "kit_loan",
    (
        Column("kit", "id"),
        Column("learning_group", "id"),
        Column("lent_at", "time"),
        Column("returned_at", "time"),
    ),
    readers=KIT_DUTIES,
    writers=KIT_DUTIES,
    indexes=("kit", "learning_group"),
    doc="A kit that is out with a circle, as one thing.",
)

KIT_MISSING = Table(
    "kit_missing",
    (Column("kit_loan", "id"), Column("copy", "id"), Column("found_on", "date")),
    readers=KIT_DUTIES,
    writers=KIT_DUTIES,
    indexes=("kit_loan", "copy"),
    doc="A copy that was not in the bag when the kit came back, until it is found.",
)

TABLES = (CIRCLE, CIRCLE_WEEK, READING, QUIZ_QUESTION, QUIZ_GAME, KIT, KIT_COPY, KIT_LOAN, KIT_MISSING)
