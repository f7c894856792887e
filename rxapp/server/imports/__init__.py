"""Bringing books and people in from files: first a preview of everything that will happen, then all of it or nothing.

    file ─► tables | marc | isbn ─► records ─► books | people ─► Plan (steps and problems) ─► batch.apply ─► batch.undo

A plan is made by reading the site's database only, so that making it twice gives the same plan.
"""
