"""Programmes: what a site offers, copied from a template and edited; its costs, its money and its holidays."""

from rxapp.programmes.holidays_page import holidays_page
from rxapp.programmes.programme_page import programme_page
from rxapp.programmes.programmes_page import programmes_page, templates_page

__all__ = ["holidays_page", "programme_page", "programmes_page", "templates_page"]
