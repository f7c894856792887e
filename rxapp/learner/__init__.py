"""The learner's own page "Jouw verhaal": what it shows, and what learners note themselves."""

from rxapp.learner.my_card_page import my_card_page

__all__ = ["my_card_page"]
