"""The data core: one SQLite schema for the server and the browser.

Data flows one way, and each arrow is a generated trigger::

    feature ─► view `loan` ─► log `change` ─► state `_loan` ─► view `loan` ─► feature
                                 ▲
              sync: a pulled or pushed change is one more INSERT into `change`

Read in this order: `declare` (what a table is), `tables/` (the tables), `core.sql` (log and identity),
`generate` (declaration to triggers), `database` (open and install), `views/` (domain truths), `queries` (named SQL).
Nothing here knows Reflex or HTTP.
"""

SCHEMA = 4
"""Number of the schema; raise it by one whenever the generated SQL changes (a test pins it)."""

SCHEMA_FLOOR = 1
"""The oldest schema whose devices may still push; older ones are asked to update first."""
