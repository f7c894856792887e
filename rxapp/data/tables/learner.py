"""What learners note themselves, without letters, and how they open their page without a card.

A learner writes as `learner:<id>`. `LEARNER_MAY` is all that such an author may touch, and only in the own part.
"""

from rxapp.data.declare import Column, Table

EVERY_DESK = ("circle", "training", "office")

LEARNER_DAY = Table(
    "learner_day",
    (Column("learner", "id"), Column("day", "date"), Column("face", "integer", doc="1 not well, 2 so-so, 3 well")),
    readers=("circle", "training"),
    writers=("circle", "training"),
    part="learner",
    indexes=("learner",),
    doc="How today was, by the learner; its id is made of the day and the learner, so that a second tap sets it right.",
)

NEXT_GOAL = Table(
    "next_goal",
    (Column("learner", "id"), Column("goal", "id", group="choice"), Column("chosen_at", "time", group="choice")),
    readers=("training",),
    writers=("training",),
    part="learner",
    doc="The goal that the learner wants to go on with; its id is the learner's.",
)

SECRET_PICTURE = Table(
    "secret_picture",
    (
        Column("learner", "id"),
        Column(
            "verifier",
            length=200,
            doc="`pbkdf2-sha256$rounds$salt$hash` of the picture's name. Nine pictures are soon tried: it keeps the"
            " picture out of sight, and the waiting time after three wrong ones is what slows guessing",
        ),
        Column("pictures", length=200, doc="the nine names on offer, separated by spaces, always the same nine"),
    ),
    readers=EVERY_DESK,
    writers=EVERY_DESK,
    part="learner",
    doc="The secret picture by which a learner opens the own page on a shared tablet; its id is the learner's.",
)

LEARNER_MAY = {
    "learner_day": frozenset({"learner", "day", "face"}),
    "next_goal": frozenset({"learner", "goal", "chosen_at"}),
    "homework": frozenset({"done"}),
    "learner": frozenset({"keeps_list"}),
    "request": frozenset({"title"}),
    "requester": frozenset({"request", "learner"}),
}
"""Table to the columns that a learner may write. Other columns, deleting, and rows of others are refused."""

LEARNER_CREATES = frozenset({"learner_day", "next_goal", "request", "requester"})
"""Tables in which a learner makes rows; in the others a learner only changes what is there."""

TABLES = (LEARNER_DAY, NEXT_GOAL, SECRET_PICTURE)
