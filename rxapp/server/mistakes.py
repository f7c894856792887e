"""What the person who asked can put right.

    Mistake ─┬─ UnknownSite, SiteExists    sites
             ├─ UnknownTable               forget
             ├─ UnknownSheet               labels
             ├─ NoBackup                   backup
             └─ WeakPin                    pins

Each message is one sentence that says what is wrong, with the value, and what to do.
"""


class Mistake(Exception):
    """Something the person who asked can put right; its message says how."""
