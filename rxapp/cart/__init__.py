"""The mini-library cart: lend, take back, ask, count, and everything round a cart day.

`queries.sql` says what each screen reads and what each action writes; `rows.py` names the rows, `outcomes.py` what a
decision came to. A scan is decided by one query (`scan_outcome`), worded in `scanning.py` and shown on `desk_page.py`.
"""

from rxapp.cart.book_page import book_page
from rxapp.cart.books_page import add_book_page, books_page
from rxapp.cart.close_page import close_page
from rxapp.cart.count_page import count_page
from rxapp.cart.desk_page import desk_page
from rxapp.cart.labels_page import labels_page
from rxapp.cart.pack_page import pack_page
from rxapp.cart.requests_page import requests_page

__all__ = [
    "add_book_page",
    "book_page",
    "books_page",
    "close_page",
    "count_page",
    "desk_page",
    "labels_page",
    "pack_page",
    "requests_page",
]
