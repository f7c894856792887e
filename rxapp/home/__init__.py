"""The way in: enrolling the tablet, signing in, the start page, this tablet's settings, and what needs attention."""

from rxapp.home.attention_page import attention_page
from rxapp.home.enrol_page import enrol_page
from rxapp.home.home_page import home_page
from rxapp.home.missing_page import missing_page
from rxapp.home.settings_page import settings_page
from rxapp.home.signing_in import for_staff

__all__ = ["attention_page", "enrol_page", "for_staff", "home_page", "missing_page", "settings_page"]
