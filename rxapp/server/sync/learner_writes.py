"""What a learner may write: little, and in the own part only. A change by `learner:<id>` is judged here.

In the site's part, where a request for a book stands, the author is `learner` without an id: who asked stands in the
learner's own part alone, so that it can be forgotten.
"""

import re

from rxapp.data.declare import SITE
from rxapp.data.tables import TABLES
from rxapp.data.tables.learner import LEARNER_CREATES, LEARNER_MAY

NAMELESS = "learner"
AUTHOR = re.compile(r"learner:([0-9a-f]{16})")


def is_learner(author: object) -> bool:
    """Whether a change was written by a learner rather than by staff."""
    return author == NAMELESS or learner_of(author) is not None


def learner_of(author: object) -> str | None:
    """The learner that an author names, or None."""
    found = AUTHOR.fullmatch(author) if isinstance(author, str) else None
    return found[1] if found else None


def learner_refusal(author: str, tbl: str, kind: str, part: str, patch: dict, holder: str | None = None) -> str | None:
    """Why a learner's change is refused, or None; the checks of values, parts and rows are those of every change.

    `holder` is the learner whose own phone pushes; None is a tablet of the site, which several learners use.
    """
    learner = learner_of(author)
    if learner and holder and learner != holder:
        return "wrong-person"
    if tbl not in LEARNER_MAY or not patch.keys() <= LEARNER_MAY[tbl]:
        return "not-allowed"
    if kind == "create" and tbl not in LEARNER_CREATES:
        return "not-allowed"
    if TABLES[tbl].part == SITE:
        return None if learner is None and kind == "create" else "wrong-person"
    return None if learner is not None and part == learner else "wrong-part"
