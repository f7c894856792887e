"""Words as people look for them: small letters without accents, so that "seyma" finds Şeyma and "oz" finds Özlem.

A function of SQL, `plain(text)`, that is the same in both engines: here, and in `rxapp/browser/core/plain.js`.
"""

import re
import unicodedata

MARKS = re.compile("[\u0300-\u036f]")
UNSPLIT = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe"})
"""Letters that Unicode does not split into a letter and a mark."""


def plain(text: str | None) -> str | None:
    """The text in small letters without accents; nothing stays nothing."""
    if text is None:
        return None
    return MARKS.sub("", unicodedata.normalize("NFD", str(text).lower())).translate(UNSPLIT)
