"""Text on paper in the app's own typeface, which comes in two files: Latin, and the letters of more languages."""

from collections.abc import Iterator
from functools import cache
from itertools import groupby
from pathlib import Path

from PIL import ImageDraw, ImageFont

FONTS = Path(__file__).parents[3] / "assets" / "fonts"


@cache
def _font(has_latin: bool, size: int) -> ImageFont.FreeTypeFont:
    name = "atkinson-hyperlegible-400.woff2" if has_latin else "atkinson-hyperlegible-ext-400.woff2"
    return ImageFont.truetype(FONTS / name, size)


def _is_latin(letter: str) -> bool:
    """Whether the first file has the letter; these are the ranges that its makers cut it by."""
    return letter <= "\u00ff" or "\u2000" <= letter <= "\u206f" or letter in "\u0131\u0152\u0153€™"


def _runs(text: str, size: int) -> Iterator[tuple[ImageFont.FreeTypeFont, str]]:
    for has_latin, letters in groupby(text, _is_latin):
        yield _font(has_latin, size), "".join(letters)


def width_of(text: str, size: int) -> int:
    """How many dots wide the text is."""
    return round(sum(font.getlength(run) for font, run in _runs(text, size)))


def draw_text(pen: ImageDraw.ImageDraw, place: tuple[int, int], text: str, size: int, width: int) -> None:
    """One line of text with its top left at `place`, cut with '…' where it is wider than `width` dots."""
    if width_of(text, size) > width:
        while text and width_of(text + "…", size) > width:
            text = text[:-1]
        text = text.rstrip(" ,;:") + "…"
    x, y = place
    for font, run in _runs(text, size):
        pen.text((x, y + size), run, font=font, fill=0, anchor="ls")
        x += font.getlength(run)
