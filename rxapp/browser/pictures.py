"""Small pictures that a person takes: kept as text in a row, so that they travel and work without a network."""

from typing import Any

import reflex as rx
from reflex.vars.function import FunctionStringVar

from rxapp.browser import Field, module
from rxapp.browser import use as use_script


class PhotoButton(rx.Component):
    """A file button that hands over a small picture as a `data:` address."""

    library = module("forms/photo.js")
    tag = "PhotoButton"
    label: rx.Var[str]
    on_photo: rx.Var[Any]


class ShownPicture(rx.Component):
    """A symbol's drawing or a photo, by what the text is; nothing for an empty one."""

    library = module("forms/photo.js")
    tag = "ShownPicture"
    picture: rx.Var[str]
    size: rx.Var[str]


def photo_button(label: Any, kept: Field) -> rx.Component:
    """Take or choose a photo; made small, it becomes the value of the field."""
    set_photo = FunctionStringVar.create(
        f'((photo) => setField("{kept.name}", photo, {"true" if kept.keep else "false"}))',
        _var_data=use_script("forms/fields.js", "setField"),
    )
    return PhotoButton.create(label=label, on_photo=set_photo)


def shown_picture(picture: Any, size: str = "l") -> rx.Component:
    """Show a symbol by its name, or a photo by its `data:` address; sizes "s", "l", "xl"."""
    return ShownPicture.create(picture=picture, size=size)
