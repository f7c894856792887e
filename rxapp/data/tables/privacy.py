"""On which ground something about a learner is kept: consent or another basis, per purpose, with its date."""

from rxapp.data.declare import Column, Table

TRAINING = ("training", "office")

BASIS = Table(
    "basis",
    (
        Column("learner", "id"),
        Column("purpose", length=10, choices=("lending", "folder", "diploma", "handover", "photo")),
        Column("ground", length=10, choices=("consent", "contract", "task", "interest", "law"), group="ground"),
        Column("ground_on", "date", group="ground"),
        Column("withdrawn_on", "date", doc="the day on which consent was taken back or the ground ended"),
        Column("noted_by", "id"),
    ),
    readers=TRAINING,
    writers=TRAINING,
    part="learner",
    indexes=("learner",),
    doc="Why this may be kept of this learner; refusing consent costs nothing and shows nowhere else.",
)

TABLES = (BASIS,)
"""Tables of this module."""
