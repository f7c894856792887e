"""Ids of rows that a page makes and goes to."""

import reflex as rx

from rxapp.browser import hook


def fresh_id(purpose: str) -> rx.vars.StringVar:
    """A new row id for one handler: `then=[go(routes.folder(fresh_id("learner")))]` names the row that it wrote.

    It stays the same until the page is left, so pressing twice writes the same row; not for a page that stays.
    """
    return hook("forms/ids.js", "useFreshId", purpose, kind=str)
