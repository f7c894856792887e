"""Groups and their hours: who is there, what each works on, how it was, and the planning of the year.

`parts.py` has what other features reuse: the ring of people, the three faces, the roster's badges. An hour is three
pages, who (`session_page`), what (`board_page`) and how it was (`closing_page`); each saves every tap at once.
"""

from rxapp.groups.board_page import board_page
from rxapp.groups.closing_page import closing_page
from rxapp.groups.group_page import group_page
from rxapp.groups.groups_page import groups_page
from rxapp.groups.handover_page import handover_page
from rxapp.groups.modules_page import modules_page
from rxapp.groups.planning_page import planning_page
from rxapp.groups.session_page import who_page
from rxapp.groups.sheet_page import sheet_page
from rxapp.groups.waiting_page import waiting_page

__all__ = [
    "board_page",
    "closing_page",
    "group_page",
    "groups_page",
    "handover_page",
    "modules_page",
    "planning_page",
    "sheet_page",
    "waiting_page",
    "who_page",
]
