"""A field that saves by itself: nothing to press, and nothing lost when the tablet is closed half-way."""

from typing import Any

import reflex as rx

from rxapp import browser
from rxapp.browser.guarded import guarded_text, typed
from rxapp.data.queries import Query
from rxapp.data.room import room
from rxapp.ui.forms import field

Text = str | rx.Var[str]


def saved_field(
    label: Text,
    stored: Any,
    draft: Any,
    query: Query,
    name: str,
    hint: Text = "",
    lines: int = 1,
    input_mode: str = "text",
    **values: Any,
) -> rx.Component:
    """A guarded box over the `stored` words; when the person goes on, `query` gets them as the parameter `name`.

    `draft` says what the words are about, and is unique in the app. `values` are the query's other parameters. No
    more can be typed than the column takes: the server would refuse it, long after the person went home.
    """
    save = browser.write(query, **{name: typed()}, **values)
    shape = {"single": True, "input_mode": input_mode} if lines == 1 else {"rows": lines}
    most = room(query, name, values.get("column", ""))
    limit = {} if most is None else {"max_length": most}
    return field(label, guarded_text(draft, stored, save, class_name="input", **shape, **limit), hint=hint)
