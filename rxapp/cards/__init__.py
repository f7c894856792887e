"""Cards for learners: a new one in ten seconds, the lost one revoked, and a secret picture; all without a network."""

from rxapp.cards.cards_page import cards_page

__all__ = ["cards_page"]
