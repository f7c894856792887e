"""The mini-library cart: the collection, visits, loans and requests.

Who borrowed or asked stands apart from the loan and the request, in the learner's own part, so that it can be
forgotten after the return without touching what happened to the book.
"""

from rxapp.data.declare import Column, Table
from rxapp.data.guards import Words

CART = ("cart", "office")

TITLE = Table(
    "title",
    (
        Words("name"),
        Words("author"),
        Column("level", length=2, choices=("A1", "A2", "B1", "")),
        Words("series"),
        Words("kind", length=40),
        Column("isbn", length=20),
        Column("colour", length=7, doc="#rrggbb of the drawn cover"),
        Column("cover", length=40_000, doc="cover picture as a data: address, small WebP or JPEG"),
    ),
    readers=("cart", "circle", "training", "office"),
    writers=CART,
    indexes=("isbn",),
    doc="A title of the collection; copies are what people hold.",
)

COPY = Table(
    "copy",
    (
        Column("title", "id"),
        Column("barcode", length=60, doc="what its label says, as a scanner reads it"),
        Words("place", length=60, doc="where it belongs: 'cart', 'library', or a shelf in words"),
        Column("condition", length=10, choices=("good", "damaged", "lost", "withdrawn"), group="condition"),
        Column("condition_on", "date", group="condition"),
    ),
    readers=("cart", "circle", "training", "office"),
    writers=CART,
    indexes=("barcode", "title"),
    doc="One book, with its own label.",
)

VISIT = Table(
    "visit",
    (
        Column("day", "date"),
        Column("opened_at", "time"),
        Column("closed_at", "time"),
        Words("note", length=2000),
    ),
    readers=CART,
    writers=CART,
    doc="A cart day: loans run from one visit to a next one.",
)

LOAN = Table(
    "loan",
    (
        Column("copy", "id"),
        Column("visit", "id", doc="the visit at which it was lent"),
        Column("lent_at", "time"),
        Column("returned_at", "time", group="return"),
        Column("returned_visit", "id", group="return"),
    ),
    readers=CART,
    writers=CART,
    indexes=("copy", "visit", "returned_at"),
    doc="A copy that went out. Lending the same copy twice offline keeps both; `copy_now` says what is true.",
)

BORROWER = Table(
    "borrower",
    (Column("loan", "id"), Column("learner", "id")),
    readers=CART,
    writers=CART,
    part="learner",
    indexes=("loan", "learner"),
    doc="Who borrowed; forgotten after the return (see `server/retention`). An anonymous loan has none.",
)

RENEWAL = Table(
    "renewal",
    (Column("loan", "id"), Column("visit", "id")),
    readers=CART,
    writers=CART,
    indexes=("loan",),
    doc="A loan that may stay until a later visit.",
)

REQUEST = Table(
    "request",
    (
        Column("title", "id", doc="a title of the collection, or"),
        Words("words", length=500, doc="free words"),
        Column("visit", "id", doc="the visit at which it was asked"),
        Column("state", length=10, choices=("open", "packed", "handed", "dropped"), group="state"),
        Column("state_visit", "id", group="state"),
    ),
    readers=CART,
    writers=CART,
    indexes=("title",),
    doc="Something asked for, to come along at the next visit.",
)

REQUESTER = Table(
    "requester",
    (Column("request", "id"), Column("learner", "id")),
    readers=CART,
    writers=CART,
    part="learner",
    indexes=("request", "learner"),
    doc="Who asked; forgotten when the request is done.",
)

SIGHTING = Table(
    "sighting",
    (Column("visit", "id"), Column("copy", "id"), Column("code", length=60), Column("seen_at", "time")),
    readers=CART,
    writers=CART,
    indexes=("visit", "copy"),
    doc="A book seen at the stock-take of a visit; `code` without a copy is a label that nobody knows.",
)

SWAP = Table(
    "swap",
    (Column("visit", "id"), Column("direction", length=8, choices=("taken", "brought"))),
    readers=CART,
    writers=CART,
    indexes=("visit",),
    doc="One book taken from or brought to the swap shelf; nobody's name.",
)

SETTLEMENT = Table(
    "settlement",
    (Column("loan", "id"), Words("note", length=500)),
    readers=CART,
    writers=CART,
    indexes=("loan",),
    doc="A double lending that a person has looked at and settled.",
)

TABLES = (
    TITLE,
    COPY,
    VISIT,
    LOAN,
    BORROWER,
    RENEWAL,
    REQUEST,
    REQUESTER,
    SIGHTING,
    SWAP,
    SETTLEMENT,
)
