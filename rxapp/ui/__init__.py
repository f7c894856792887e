"""Shared look and words; knows no table.  Pages write `from rxapp.ui import button, page, t`."""

from rxapp.ui.buttons import button, icon_button, link_button, people, person_tile, tile, tiles
from rxapp.ui.choosing import face_said, faces, person_search, picture_choice
from rxapp.ui.dialogs import dialog
from rxapp.ui.forms import (
    checkbox,
    choice_group,
    field,
    number_pad,
    search_field,
    stepper,
    text_area,
    text_input,
    which,
    words_input,
)
from rxapp.ui.frame import head, page
from rxapp.ui.layout import columns, some_rows, spread, stack
from rxapp.ui.panels import (
    badge,
    banner,
    card,
    count,
    counts,
    empty_state,
    folded_card,
    progress,
    result_panel,
    row,
    rows,
    tabs,
)
from rxapp.ui.pictures import cover, face, group_face, icon, symbol
from rxapp.ui.plain import learner_count, learner_text, learner_words
from rxapp.ui.saving import saved_field
from rxapp.ui.symbols import SYMBOLS, symbol_word
from rxapp.ui.words import day_in_words, easy_day, moment_in_words, month_in_words, msgid, t, tn

SHEETS = (
    "look",
    "page",
    "controls",
    "fields",
    "panels",
    "symbols",
    "groups",
    "folders",
    "learner",
    "circle",
    "report",
    "print",
    "office",
)
STYLESHEETS = [f"/css/{name}.css" for name in SHEETS]
"""The files for `rx.App(stylesheets=…)`, later ones over earlier ones."""

__all__ = [
    "STYLESHEETS",
    "SYMBOLS",
    "badge",
    "banner",
    "button",
    "card",
    "checkbox",
    "choice_group",
    "columns",
    "count",
    "counts",
    "cover",
    "day_in_words",
    "dialog",
    "easy_day",
    "empty_state",
    "face",
    "face_said",
    "faces",
    "field",
    "folded_card",
    "group_face",
    "head",
    "icon",
    "icon_button",
    "learner_count",
    "learner_text",
    "learner_words",
    "link_button",
    "moment_in_words",
    "month_in_words",
    "msgid",
    "number_pad",
    "page",
    "people",
    "person_search",
    "person_tile",
    "picture_choice",
    "progress",
    "result_panel",
    "row",
    "rows",
    "saved_field",
    "search_field",
    "some_rows",
    "spread",
    "stack",
    "stepper",
    "symbol",
    "symbol_word",
    "t",
    "tabs",
    "text_area",
    "text_input",
    "tile",
    "tiles",
    "tn",
    "which",
    "words_input",
]
