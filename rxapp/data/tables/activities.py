"""Activities (werkvormen): ready material that a session can plan and run. Nothing here is about a person."""

from rxapp.data.declare import Column, Table

READERS = ("training", "office")
OFFICE = ("office",)

ACTIVITY = Table(
    "activity",
    (
        Column("name", length=80),
        Column("kind", length=10, choices=("draaiboek", "canvas", "spel")),
        Column("goal", length=300),
        Column("audience", length=300),
        Column("minutes", "integer"),
        Column("size_min", "integer"),
        Column("size_max", "integer"),
        Column("materials", length=1000, doc="JSON array of short texts"),
        Column("easier", length=1000, doc="JSON array of ways to make it easier"),
        Column("boxes", length=1000, doc="JSON array with the headings of a canvas or the cards of a game"),
        Column("withdrawn_on", "date"),
    ),
    readers=READERS,
    writers=OFFICE,
    doc="A ready activity.",
)

ACTIVITY_STEP = Table(
    "activity_step",
    (
        Column("activity", "id"),
        Column("position", "integer"),
        Column("name", length=80),
        Column("minutes", "integer"),
        Column("action", length=600, doc="what to do"),
        Column("speech", length=600, doc="what to say"),
    ),
    readers=READERS,
    writers=OFFICE,
    indexes=("activity",),
    doc="One step of an activity; the minutes of all add up to the activity's.",
)

TABLES = (ACTIVITY, ACTIVITY_STEP)
