"""The office's start page: what wants attention, the next step of a new site, and the way to every page."""

import dataclasses

import reflex as rx

from rxapp import routes
from rxapp.office.frame import office_page
from rxapp.office.office_state import Office, office_event, run
from rxapp.server import site_setup, sites
from rxapp.server.accounts.account_sessions import Caller
from rxapp.server.site_setup import QUIET_DAYS
from rxapp.ui import banner, card, count, counts, empty_state, icon, link_button, stack, t, tile, tiles, tn


@dataclasses.dataclass
class Now:
    """The figures of `site_setup.Attention`, for the page."""

    staff: int = 0
    without_pin: int = 0
    titles: int = 0
    loans: int = 0
    double_loans: int = 0
    borrower_days: int = 0
    tablets: int = 0
    quiet: int = 0
    unsafe: int = 0
    refused: int = 0
    clashes: int = 0
    kept: int = 0


class HomeState(Office):
    """What the start page tells of the tab's site."""

    now: Now = Now()

    @office_event
    async def load(self, caller: Caller) -> None:
        """Count what there is and what waits."""
        if self.site:
            found = await run(site_setup.attention, sites.data_folder(), self.site)
            self.now = Now(**dataclasses.asdict(found))


def home_page() -> rx.Component:
    """Attention first, then the steps of a site that is still new, then everything else."""
    here = stack(_attention(), _steps(), _figures(), _ways())
    return office_page(
        rx.cond(Office.site_name != "", Office.site_name, t("Kantoor")), rx.cond(Office.site, here, _empty()), back=None
    )


def _empty() -> rx.Component:
    begin = link_button(t("Nieuwe plek maken"), routes.SITES, icon="plus", kind="primary")
    told = t("Een plek is een leerplein of een kar. Begin met de naam.")
    ask = t("Vraag wie alle plekken beheert om u een plek te geven.")
    return rx.cond(
        Office.may_add_sites,
        empty_state("map-pin", t("Er is nog geen plek"), told, begin),
        empty_state("map-pin", t("U heeft nog geen plek"), ask),
    )


def _attention() -> rx.Component:
    now = HomeState.now
    look = t("Bekijken")
    changes = now.refused + now.clashes + now.double_loans
    words = tn("{n} ding om na te kijken", "{n} dingen om na te kijken", changes)
    kept = tn("{n} wijziging van een ingetrokken tablet", "{n} wijzigingen van ingetrokken tablets", now.kept)
    quiet = tn("{n} tablet was lang niet te horen", "{n} tablets waren lang niet te horen", now.quiet)
    unsafe = tn("{n} tablet kan gegevens kwijtraken", "{n} tablets kunnen gegevens kwijtraken", now.unsafe)
    told = t("Langer dan {dagen} dagen. Misschien ligt er nog iets op dat niet verzonden is.", dagen=QUIET_DAYS)
    storage = t("De browser belooft daar niet dat alles bewaard blijft. Zet Leerplein op het beginscherm.")
    return rx.el.div(
        _notice(changes, words, t("Niets is weg. Iemand moet kiezen wat klopt."), routes.CHANGES, look),
        _notice(now.kept, kept, t("Neem het over of gooi het weg."), routes.CHANGES, look),
        _notice(now.quiet, quiet, told, routes.TABLETS, look),
        _notice(now.unsafe, unsafe, storage, routes.TABLETS, look),
        class_name="status-banners",
    )


def _notice(number: rx.Var, words: rx.Var, why: rx.Var, href: str, look: rx.Var) -> rx.Component:
    return rx.cond(number > 0, banner("ask", words, why, link_button(look, href, icon="eye")), rx.fragment())


def _steps() -> rx.Component:
    """What a new site still lacks, in the order in which a coordinator does it; gone after the first lending."""
    now = HomeState.now
    staffed = (now.staff > 0) & (now.without_pin == 0)
    steps = rx.el.ol(
        _step(staffed, t("Wie werkt hier? Voeg mensen toe en geef een pincode."), t("Medewerkers"), routes.STAFF),
        _step(
            now.titles > 0,
            t("Welke boeken zijn er? Lees ze in uit een bestand of met ISBN."),
            t("Inlezen"),
            routes.IMPORTS,
        ),
        _step(now.tablets > 0, t("Meld een tablet aan met een code."), t("Tablets"), routes.TABLETS),
        _step(now.loans > 0, t("Leen het eerste boek uit op de tablet."), "", ""),
        class_name="steps",
    )
    return rx.cond(now.loans == 0, card(steps, title=t("Zo begint u")), rx.fragment())


def _step(is_done: rx.Var, words: rx.Var, label: rx.Var | str, href: str) -> rx.Component:
    done = rx.el.span(icon("circle-check"), t("Klaar"), class_name="spread step-done")
    way = link_button(label, href, icon="arrow-right") if href else rx.fragment()
    return rx.el.li(rx.el.span(words), rx.cond(is_done, done, way), class_name="row row-main")


def _figures() -> rx.Component:
    now = HomeState.now
    return counts(
        count(now.staff, t("medewerkers"), "users"),
        count(now.tablets, t("tablets"), "tablet"),
        count(now.titles, t("titels"), "book-open"),
        count(now.loans, t("keer geleend"), "book-up"),
    )


def _ways() -> rx.Component:
    return tiles(
        tile(t("Medewerkers"), routes.STAFF, "users", t("Taken, pincodes, training en uren")),
        tile(t("Tablets"), routes.TABLETS, "tablet", t("Aanmelden, nakijken en intrekken")),
        tile(t("Inlezen"), routes.IMPORTS, "file-down", t("Boeken en mensen uit een bestand")),
        tile(t("Nakijken"), routes.CHANGES, "list-checks", t("Wat niet klopt of dubbel is")),
        tile(t("Plekken"), routes.SITES, "map-pin", t("Naam, afspraken en logo van een plek")),
        tile(t("Wat het opleverde"), routes.REPORT, "chart-column", t("Verslag voor wie betaalt")),
        tile(t("Afdrukken"), routes.PRINT, "printer", t("Etiketten, kaarten, bladen en posters")),
        tile(t("Privacy"), routes.PRIVACY, "shield", t("Wat wanneer weggaat, en wissen")),
        tile(t("Gegevens meenemen"), routes.EXPORTS, "file-down", t("De hele plek, of het mapje van iemand")),
        tile(t("Reservekopieën"), routes.BACKUPS, "save", t("Of er van vannacht een kopie is")),
    )
