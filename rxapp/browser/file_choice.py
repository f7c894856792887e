"""A file box that brings the file to the server; an office event then reads it there."""

from typing import Any

import reflex as rx

from rxapp.browser import module


def _brought(file: rx.Var[str], name: rx.Var[str]) -> tuple[rx.Var[str], rx.Var[str]]:
    return file, name


class FileChoice(rx.Component):
    """Choose a file; `on_brought` gets the server's name for it, which its owner can read once, and its own name."""

    library = module("forms/file_choice.js")
    tag = "FileChoice"
    accept: rx.Var[str]
    label: rx.Var[str]
    too_large: rx.Var[str]
    on_brought: rx.EventHandler[_brought]


def file_choice(label: Any, accept: str, on_brought: Any, too_large: Any) -> rx.Component:
    """Make a file box for these kinds of files, with its label for screen readers and what to do with a large one."""
    return FileChoice.create(label=label, accept=accept, on_brought=on_brought, too_large=too_large)
