"""Sentences for a person, in Dutch, which a page can say in another language as well.

dutch("Regel {regel}: {wat}", regel=3, wat=dutch("de titel ontbreekt."))   reads "Regel 3: de titel ontbreekt."
told(that)                                                                 what `words/language.js` makes it of again
"""

import json

BETWEEN = "\x1f"
"""Between a text and its values, as JSON, on the way to the browser."""


class Sentence(str):
    """A Dutch sentence that remembers the text and the values that it was made of."""

    told: str


def dutch(text: str, **values: object) -> Sentence:
    """Make a sentence of a text and its values, which may be sentences too; what a person typed stays as it is."""
    made = Sentence(text.format(**values) if values else text)
    made.told = BETWEEN.join((text, json.dumps({name: _value(value) for name, value in values.items()})))
    return made


def _value(value: object) -> str:
    return value.told if isinstance(value, Sentence) else str(value).replace(BETWEEN, "")


def told(sentence: object) -> str:
    """What to send to a page, where `t` says it; also of an error, whose message is a sentence."""
    if isinstance(sentence, Exception):
        return told(sentence.args[0]) if sentence.args else ""
    return getattr(sentence, "told", str(sentence))
