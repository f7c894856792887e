"""What an address shows that leads nowhere: a link of an older version, or a typing mistake."""

import reflex as rx

from rxapp import routes
from rxapp.ui import empty_state, link_button, page, t


def missing_page() -> rx.Component:
    """Say so, and lead back to the start."""
    return page(
        t("Deze pagina is er niet"),
        empty_state(
            "search",
            t("Hier is niets te vinden"),
            t("Misschien is het adres niet goed getypt. Er is niets weg."),
            link_button(t("Naar het begin"), routes.HOME, icon="house", kind="primary"),
        ),
        back=routes.HOME,
    )
