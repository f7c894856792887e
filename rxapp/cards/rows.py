"""The rows that the cards' queries give, under the same names."""

from dataclasses import dataclass


@dataclass
class Person:
    """Somebody who learns here; `card` is 'none', 'revoked' or 'valid'. Of `people` and `person`."""

    id: str
    first_name: str
    symbol: str
    card: str
    has_picture: int
    place: str
