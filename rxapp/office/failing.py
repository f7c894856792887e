"""What happens when a page breaks: the person gets another try, and the log an error without what somebody typed."""

import logging
from collections.abc import Callable

import reflex as rx
from reflex.app import default_error_boundary


def app_wraps() -> dict[tuple[int, str], Callable[[bool], rx.Component | None]]:
    """For `rx.App`: what Reflex puts round every page, without its own words about a lost connection.

    A floor page that breaks tells nobody: an event for the server would wait for a connection that it never makes.
    """
    return {(55, "ErrorBoundary"): lambda is_stateful: default_error_boundary(on_error=rx.noop())}


def note_page_error(exception: Exception) -> None:
    """An office page told that it broke: log the kind of error, and not its message."""
    kind = str(exception).strip().partition(":")[0].partition("\n")[0]
    logging.getLogger("leerplein").warning("An office page broke: %s.", kind if kind.isidentifier() else "unknown")
