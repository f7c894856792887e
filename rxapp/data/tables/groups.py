"""Groups and their sessions: who takes part, who was there, what each worked on, and counts where no names are kept.

A fact about one learner in one session has a row id made of both, `substr(session, 1, 8) || substr(learner, 9, 8)`,
so that two tablets that note the same fact make one row that merges per column. A planned session's id is made of
its day (4 digits), quarter of an hour (2) and the last 10 of its group's, so that its first 8 say when. Two different
facts share an id only if two learners of one hour end in the same 8 digits: one in ten million for a group of 30.
Such rows are never deleted, because a deleted row stays deleted; a wrong tap is set right instead.
"""

from rxapp.data.declare import Column, Table
from rxapp.data.guards import Words
from rxapp.data.tables.programmes import RHYTHM

GROUPS = ("circle", "training", "office")
TRAINING = ("training", "office")

LEARNING_GROUP = Table(
    "learning_group",
    (
        Column("programme", "id"),
        Words("name", length=80),
        Column("symbol", length=20),
        Words("place", length=80),
        *RHYTHM,
        Column("minutes", "integer"),
        Column("meetings", "integer"),
        Column("first_on", "date", group="period"),
        Column("last_on", "date", group="period"),
        Column("skips_holidays", "integer", doc="0 meets in holidays too; empty is 1"),
        Column("size_max", "integer"),
    ),
    readers=GROUPS,
    writers=GROUPS,
    indexes=("programme",),
    doc="One run of a programme; what it leaves empty is as its programme says.",
)

GROUP_STAFF = Table(
    "group_staff",
    (
        Column("learning_group", "id"),
        Column("staff", "id"),
        Column("first_on", "date"),
        Column("last_on", "date"),
    ),
    readers=GROUPS,
    writers=GROUPS,
    indexes=("learning_group",),
    doc="A fixed face of a group; a substitute is an event of one session.",
)

SESSION = Table(
    "session",
    (
        Column("learning_group", "id"),
        Column("day", "date", group="moment"),
        Column("starts", length=5, group="moment", doc="HH:MM on the clock of the place"),
        Column("minutes", "integer"),
        Column("state", length=10, choices=("planned", "cancelled")),
        Column("opened_at", "time"),
        Column("closed_at", "time"),
        Words("topic", length=200),
        Words("guest", length=120, doc="a guest speaker"),
        Column("led_by", "id", doc="staff who led it when that is not a fixed face"),
        Column("activity", "id", group="activity"),
        Column("activity_at", "time", group="activity", doc="when the activity began to run"),
        Column("face", "integer", doc="how it went for the group: 1 not well, 2 so-so, 3 well"),
        Words("tip_one", length=300),
        Words("tip_two", length=300),
        Words("top_one", length=300),
        Words("top_two", length=300),
        Words("note", length=2000, doc="about the hour, never about one person"),
    ),
    readers=GROUPS,
    writers=GROUPS,
    indexes=("learning_group", "day"),
    doc="One meeting of a group; held once it was opened.",
)

PREPARATION = Table(
    "preparation",
    (Column("session", "id"), Column("staff", "id"), Column("minutes", "integer")),
    readers=GROUPS,
    writers=GROUPS,
    indexes=("session",),
    doc="Minutes that one of the staff prepared a session.",
)

TALLY = Table(
    "tally",
    (
        Column("session", "id"),
        Column("question", "id"),
        Column("visitor", length=10, choices=("new", "returning", "")),
    ),
    readers=TRAINING,
    writers=TRAINING,
    indexes=("session",),
    doc="One tap for one visitor, by kind of question or as new or returning; there is no place for a name.",
)

ENROLMENT = Table(
    "enrolment",
    (
        Column("learner", "id"),
        Column("programme", "id"),
        Column("learning_group", "id"),
        Column("asked_on", "date"),
        Column("participation", length=10, choices=("voluntary", "ordered", "")),
        Column("started_on", "date"),
        Column("left_on", "date", group="left"),
        Column("left_for", length=10, choices=("group", "library", "course", "work", "stop", ""), group="left"),
        Column("awarded_on", "date", group="award"),
        Column("awarded_by", "id", group="award"),
    ),
    readers=GROUPS,
    writers=GROUPS,
    part="learner",
    indexes=("learner", "learning_group"),
    doc="A learner takes part in a programme; without a start it waits.",
)

ATTENDANCE = Table(
    "attendance",
    (
        Column("session", "id"),
        Column("learner", "id"),
        Column("state", length=10, choices=("present", "ill", "holiday", "work", "unknown", "mistake")),
        Column("is_guest", "integer"),
        Column("face", "integer", doc="how it went: 1 not well, 2 so-so, 3 well"),
        Words("words", length=500),
    ),
    readers=GROUPS,
    writers=GROUPS,
    part="learner",
    indexes=("session", "learner"),
    doc="A learner expected at an opened session. Without a state present, so that opening undoes no tap elsewhere.",
)

SESSION_GOAL = Table(
    "session_goal",
    (Column("session", "id"), Column("learner", "id"), Column("goal", "id")),
    readers=("training",),
    writers=("training",),
    part="learner",
    indexes=("session", "learner"),
    doc="The goal that a learner worked on in a session, when somebody chose it.",
)

HOMEWORK = Table(
    "homework",
    (
        Column("session", "id", doc="the session in which it was given"),
        Column("learner", "id"),
        Words("words", length=300),
        Column("done", "integer", doc="1 done, 0 not, empty when nobody asked yet"),
    ),
    readers=("training",),
    writers=("training",),
    part="learner",
    indexes=("session", "learner"),
    doc="What a learner takes home for next time.",
)

MODULE_DONE = Table(
    "module_done",
    (Column("module", "id"), Column("learner", "id"), Column("done_on", "date")),
    readers=GROUPS,
    writers=TRAINING,
    part="learner",
    indexes=("learner",),
    doc="A module that a learner finished; without a date it was ticked by mistake.",
)

TABLES = (
    LEARNING_GROUP,
    GROUP_STAFF,
    SESSION,
    PREPARATION,
    TALLY,
    ENROLMENT,
    ATTENDANCE,
    SESSION_GOAL,
    HOMEWORK,
    MODULE_DONE,
)
