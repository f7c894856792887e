"""The site, the people who work there and the people who learn there."""

from rxapp.data.declare import EVERYONE, Column, Table
from rxapp.data.guards import Words

SITE = Table(
    "site",
    (
        Words("name"),
        Column("borrower_days", "integer", doc="days after a return before who borrowed is forgotten; 0 is at once"),
    ),
    readers=EVERYONE,
    writers=("office",),
    doc="The learning place itself; one row.",
)

STAFF = Table(
    "staff",
    (
        Words("first_name", length=40),
        Column("symbol", length=20, doc="picture symbol, a name of ui/symbols"),
        Column("duties", length=60, doc="duties, separated by spaces"),
        Column("pin", length=200, doc="`pbkdf2-sha256$rounds$salt$hash` of the PIN, never the PIN"),
        Column("left_on", "date", doc="last day; from then on nothing new by this person is accepted"),
    ),
    readers=EVERYONE,
    writers=("office",),
    doc="Volunteers, trainers and coordinators who sign in on a tablet.",
)

STAFF_TRAINING = Table(
    "staff_training",
    (Column("staff", "id"), Words("name", length=100), Column("done_on", "date")),
    readers=("office",),
    writers=("office",),
    indexes=("staff",),
    doc="A training that one of the staff has done, such as the basic training for volunteers.",
)

STAFF_WORK = Table(
    "staff_work",
    (Column("staff", "id"), Column("day", "date"), Column("minutes", "integer")),
    readers=("office",),
    writers=("office",),
    indexes=("staff",),
    doc="Minutes that one of the staff worked, beside the meetings and their preparation.",
)

LEARNER = Table(
    "learner",
    (
        Words("first_name", length=40),
        Column("symbol", length=20),
        Column("keeps_list", "integer", doc="1 when the learner asked to keep the reading list"),
        Column("left_on", "date"),
    ),
    readers=("cart", "circle", "training", "office"),
    writers=("cart", "training", "office"),
    part="self",
    doc="A person who borrows or learns: a first name with a picture symbol, and nothing that identifies outside.",
)

CARD = Table(
    "card",
    (
        Column("learner", "id"),
        Column("hash", length=64, doc="SHA-256 of the card's secret, in hexadecimal; the secret is only on the card"),
        Column("revoked_on", "date"),
    ),
    readers=("cart", "circle", "training", "office"),
    writers=("circle", "training", "office"),
    part="learner",
    indexes=("hash", "learner"),
    doc="A printed card that opens a learner's page and names the borrower at the cart.",
)

TABLES = (SITE, STAFF, STAFF_TRAINING, STAFF_WORK, LEARNER, CARD)
