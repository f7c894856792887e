"""What the decisions of the cart come to, as `browser.perform` publishes them: rows under the names of their queries."""

from dataclasses import dataclass


@dataclass
class Scan:
    """What a scan at the desk came to: one row of `scan_outcome`, which says what each `action` means.

    `number` tells two equal answers apart.
    """

    number: int
    action: str
    tone: str
    code: str
    visit: str
    new_loan: str
    person: str
    person_name: str
    person_symbol: str
    before: str
    borrower: str
    borrower_name: str
    borrower_symbol: str
    copy: str
    title: str
    name: str
    author: str
    colour: str
    cover: str
    barcode: str
    state: str
    condition: str
    loan: str
    had_name: str
    had_symbol: str
    offers_lending: int
    offers_keeping: int
    request: str
    request_state: str
    copies: str
    wanted_by: str


@dataclass
class CountScan:
    """What a scan at the stock-take came to: one row of `count_outcome`, with its `number` as above."""

    number: int
    action: str
    tone: str
    code: str
    visit: str
    sighting: str
    copy: str
    name: str
    author: str
    colour: str
    cover: str
    barcode: str
    condition: str
    loan: str
    copies: str
    had_name: str
    had_symbol: str


@dataclass
class DoneRequest:
    """One row of `request_outcome` or `noting`: what was just done with a request, and how it stood before."""

    action: str
    request: str
    wanted: str
    before: str
    before_visit: str


@dataclass
class DoneCopy:
    """One row of `copy_outcome`: what was just said of a copy, and how it stood before."""

    action: str
    copy: str
    name: str
    condition: str
    place: str


@dataclass
class AddedTitle:
    """One row of `adding`: the title that was just added."""

    action: str
    title: str
    name: str
