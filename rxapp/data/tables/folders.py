"""The folder ("mapje") of a learner: intake, goals, notes, evaluations and referrals, all in the learner's own part.

There is no place for a BSN, a date of birth or a diagnosis. Only devices with the training duty hold a folder.
"""

from rxapp.data.declare import Column, Table
from rxapp.data.guards import Words

TRAINING = ("training",)


def _table(name: str, *columns: Column, indexes: tuple[str, ...] = (), doc: str) -> Table:
    """A table of the folder: the learner's part, read and written by trainers."""
    learner = Column("learner", "id")
    return Table(name, (learner, *columns), TRAINING, TRAINING, part="learner", indexes=("learner", *indexes), doc=doc)


INTAKE = _table(
    "intake",
    Words("what", length=1000, doc="what exactly, in the person's own words"),
    Words("why", length=1000),
    Words("goes_well", length=1000),
    Words("helps", length=1000, doc="what helps this person to learn; a substitute sees it"),
    Column("level", length=2, choices=("A1", "A2", "B1", "")),
    Column("sums", length=6, choices=("start", "some", "well", "")),
    Column("digital", length=6, choices=("start", "some", "well", "")),
    Column("first_language", length=3, choices=("nt1", "nt2", "")),
    Column("times", length=100, doc="JSON array of half days: weekday 1-7 with 'am', 'pm' or 'ev', such as [\"1am\"]"),
    Column("participation", length=10, choices=("voluntary", "ordered", "")),
    Words("referred_by", length=120),
    Words("recruited_by", length=120, doc="the language ambassador who recruited"),
    Column("notice_on", "date", group="notice", doc="when the privacy notice was shown and read aloud"),
    Column("notice_by", "id", group="notice"),
    Column("done_on", "date", doc="empty while the conversation goes on"),
    doc="The first conversation; saved per step, so that it can be resumed.",
)

GOAL = _table(
    "goal",
    Words("sentence", length=200, doc="Ik wil …"),
    Column("picture", length=20),
    Words("why", length=500),
    Words("at_start", length=500, doc="how it was at the start: 'toen'"),
    Column("position", "integer"),
    Column("state", length=8, choices=("open", "reached", "stopped"), group="state"),
    Column("state_on", "date", group="state"),
    doc="Something a learner wants to be able to do.",
)

GOAL_STEP = _table(
    "goal_step",
    Column("goal", "id"),
    Column("position", "integer", doc="1, 2 or 3; the last digit of the row's id too"),
    Words("words", length=200, doc="empty when the step was taken away"),
    Column("state", length=8, choices=("not_yet", "busy", "done"), group="state"),
    Column("state_on", "date", group="state"),
    indexes=("goal",),
    doc="A step towards a goal; at most three.",
)

NOTE = _table(
    "note",
    Column("session", "id"),
    Column("day", "date"),
    Words("words", length=4000),
    doc="A note that everyone who opens the folder may read.",
)

PRIVATE_NOTE = _table(
    "private_note",
    Column("day", "date"),
    Words("words", length=4000),
    doc="A note for trainers only; never on a hand-over card.",
)

EVALUATION = _table(
    "evaluation",
    Column("first_on", "date", group="period"),
    Column("last_on", "date", group="period"),
    Words("at_work", length=1000),
    Words("at_home", length=1000),
    Column("next", length=8, choices=("group", "library", "course", "work", "stop", "")),
    Words("next_words", length=500),
    Column("signed_by", "id", group="signed"),
    Column("signed_on", "date", group="signed"),
    doc="A look back on a period; done once it is signed.",
)

GOAL_REVIEW = _table(
    "goal_review",
    Column("evaluation", "id"),
    Column("goal", "id"),
    Words("words", length=500, doc="how it is now: 'nu'"),
    Column("face", "integer", doc="1 not well, 2 so-so, 3 well"),
    indexes=("evaluation", "goal"),
    doc="One goal in an evaluation.",
)

EVALUATION_ADDITION = _table(
    "evaluation_addition",
    Column("evaluation", "id"),
    Column("day", "date"),
    Words("words", length=1000),
    indexes=("evaluation",),
    doc="What was put right or added after an evaluation was signed; the signed words stay as they are.",
)

REFERRAL = _table(
    "referral",
    Column("direction", length=3, choices=("in", "out")),
    Words("organisation", length=120),
    Words("about", length=500),
    Column("asked_on", "date"),
    Column("state", length=8, choices=("asked", "agreed", "started", "ended", "declined"), group="state"),
    Column("state_on", "date", group="state"),
    doc="Somebody who came from elsewhere or goes on elsewhere.",
)

FOLDER_OPENING = _table(
    "folder_opening",
    Column("staff", "id"),
    Column("opened_at", "time"),
    doc="Who opened the folder and when.",
)

TABLES = (
    INTAKE,
    GOAL,
    GOAL_STEP,
    NOTE,
    PRIVATE_NOTE,
    EVALUATION,
    GOAL_REVIEW,
    EVALUATION_ADDITION,
    REFERRAL,
    FOLDER_OPENING,
)
