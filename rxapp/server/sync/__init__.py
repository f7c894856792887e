"""Bringing devices and their site together: push, pull, replica files, and what a learner's own phone may hold.

`exchange.py` draws the whole and lists what always holds.
"""
