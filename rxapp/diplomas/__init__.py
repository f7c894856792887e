"""Diplomas: give, show, print, check and revoke."""

from rxapp.diplomas.check_page import check_page
from rxapp.diplomas.diplomas_page import diplomas_page
from rxapp.diplomas.give_page import give_page
from rxapp.diplomas.print_page import print_page

__all__ = ["check_page", "diplomas_page", "give_page", "print_page"]
