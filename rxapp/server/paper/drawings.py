"""The drawings of the screens, for paper: icons and picture symbols as SVG files of their own."""

import re
from functools import cache
from pathlib import Path

ASSETS = Path(__file__).parents[3] / "assets"
TEAL = "#0b5a5e"


@cache
def drawing(sheet: str, name: str, colour: str = TEAL) -> str:
    """A picture of `assets/<sheet>.svg` in one colour; nothing for a name that it does not have."""
    found = re.search(rf'<symbol id="{re.escape(name or "")}"([^>]*)>(.*?)</symbol>', _sprite(sheet), re.DOTALL)
    if not (name and found):
        return ""
    attributes, content = (part.replace("currentColor", colour) for part in found.groups())
    return f'<svg xmlns="http://www.w3.org/2000/svg"{attributes}>{content}</svg>'


@cache
def hue_of(symbol: str) -> int:
    """The hue of a picture symbol, in degrees, as `assets/css/symbols.css` has it."""
    css = (ASSETS / "css" / "symbols.css").read_text(encoding="utf-8")
    found = re.search(rf'\[data-symbol="{re.escape(symbol)}"\][^{{]*{{\s*--hue: (\d+)', css)
    return int(found[1]) if found else 40


@cache
def _sprite(sheet: str) -> str:
    return (ASSETS / f"{sheet}.svg").read_text(encoding="utf-8")
