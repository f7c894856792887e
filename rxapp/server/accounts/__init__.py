"""Coordinators: their accounts, signing in, sessions, links and the second factor."""
