"""Programmes: what is on offer, in data. Its rhythm, its rules, its modules, its cost; and the holidays of the site.

Nothing here is about a person. Numbers that nobody stated stay empty.
"""

from rxapp.data.declare import Column, Table
from rxapp.data.guards import Words

GROUPS = ("circle", "training", "office")
TRAINING = ("training", "office")
OFFICE = ("office",)

KINDS = ("lesson_group", "one_to_one", "reading_circle", "course", "network_meeting", "open_hour")
RHYTHMS = (
    "weekly",
    "twice_weekly",
    "pair",
    "monthly",
    "twice_monthly",
    "four_weekly",
    "twice_yearly",
    "loose",
)

RHYTHM = (
    Column("rhythm", length=14, choices=RHYTHMS, group="rhythm", doc="'pair' is two meetings in a row on one day"),
    Column("weekdays", length=20, group="rhythm", doc="JSON array, Monday is 1: [4], or [1,3] for twice a week"),
    Column("nths", length=20, group="rhythm", doc="JSON array, which one in the month: [2], [1,3]; -1 is the last"),
    Column("starts", length=5, group="rhythm", doc="HH:MM on the clock of the place, summer and winter alike"),
)

PROGRAMME = Table(
    "programme",
    (
        Column("template", length=40, doc="key of the template that it was copied from"),
        Words("name", length=120),
        Column("kind", length=20, choices=KINDS),
        Words("about", length=2000),
        *RHYTHM,
        Column("meetings", "integer", doc="number of meetings of one run"),
        Column("minutes", "integer", doc="length of a meeting"),
        Column("minutes_each", length=100, doc="JSON array when meetings differ in length: [90,90,180,180]"),
        Column("weeks", "integer", doc="length of one run in weeks"),
        Column("months", "integer", doc="length of one run in months"),
        Column("runs_per_year", "integer"),
        Column("size_min", "integer"),
        Column("size_max", "integer"),
        Column("size_best", "integer"),
        Column("is_fixed", "integer", doc="1 for a fixed group with fixed faces"),
        Column("keeps_names", "integer", doc="0 keeps no names at all, only taps; empty is 1"),
        Column("participation", length=10, choices=("voluntary", "ordered", "")),
        Column("has_homework", "integer"),
        Column("content_minutes", "integer", doc="first minutes of a meeting that have a topic"),
        Column("work_minutes", "integer", doc="work of the host per meeting, preparation included"),
        Column("guest_every", "integer", doc="a guest at every n-th meeting"),
        Words("certificate_name", length=60, group="certificate"),
        Column("certificate_share", "integer", group="certificate", doc="least per cent of the meetings"),
        Column("certificate_modules", "integer", group="certificate", doc="1 when all modules must be done"),
        Column("certificate_by_hand", "integer", group="certificate", doc="1 when a person awards it"),
        Column("max_months", "integer", doc="longest stay"),
        Column("warn_days", "integer", doc="days before the end of the stay that the warning starts; empty is 90"),
        Words("onward", length=200, doc="the route after the longest stay"),
        Column("target_people", "integer", doc="people to reach in a year"),
        Column("target_years", "integer"),
        Column("ended_on", "date"),
    ),
    readers=GROUPS,
    writers=TRAINING,
    doc="What a site offers; copied from a template and edited.",
)

MODULE = Table(
    "module",
    (
        Column("programme", "id"),
        Words("name", length=120),
        Column("position", "integer"),
        Column("minutes", "integer"),
    ),
    readers=GROUPS,
    writers=TRAINING,
    indexes=("programme",),
    doc="An e-learning beside the meetings.",
)

QUESTION = Table(
    "question",
    (
        Column("programme", "id"),
        Words("words", length=60),
        Column("symbol", length=20),
        Column("position", "integer"),
    ),
    readers=TRAINING,
    writers=TRAINING,
    indexes=("programme",),
    doc="A kind of question at an open hour: one button.",
)

COST = Table(
    "cost",
    (
        Column("programme", "id"),
        Words("name", length=120),
        Column("cents", "integer"),
        Column("per", length=8, choices=("group", "person", "meeting")),
    ),
    readers=OFFICE,
    writers=OFFICE,
    indexes=("programme",),
    doc="What something costs; a price per group stays the same whatever the group's size.",
)

PAYER = Table(
    "payer",
    (Column("cost", "id"), Words("name", length=120), Column("position", "integer")),
    readers=OFFICE,
    writers=OFFICE,
    indexes=("cost",),
    doc="One of those who pay an equal part of a cost.",
)

FUNDING = Table(
    "funding",
    (
        Column("programme", "id"),
        Words("source", length=120),
        Column("cents", "integer"),
        Column("received_on", "date"),
    ),
    readers=OFFICE,
    writers=OFFICE,
    indexes=("programme",),
    doc="Money for a programme, by source; the amount may be unknown.",
)

HOLIDAY = Table(
    "holiday",
    (Words("name", length=80), Column("first_on", "date", group="period"), Column("last_on", "date", group="period")),
    readers=GROUPS,
    writers=TRAINING,
    doc="Days on which groups that skip holidays do not meet.",
)

TABLES = (PROGRAMME, MODULE, QUESTION, COST, PAYER, FUNDING, HOLIDAY)
