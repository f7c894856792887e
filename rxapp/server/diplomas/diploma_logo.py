"""The logo of a site on its diplomas: one file in the data folder, `logos/<site>.svg` or `.png`."""

import base64
from pathlib import Path

import typst

from rxapp.server.diplomas.diploma_print import typeset_diplomas
from rxapp.server.mistakes import Mistake

LARGEST = 1_000_000
PNG = b"\x89PNG\r\n\x1a\n"
SAMPLE = dict.fromkeys(("name", "achievement", "period", "issued", "leader", "address"), "-") | {
    "picture": "",
    "code": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>',
}


class UnusableLogo(Mistake):
    """A picture that cannot be a logo on paper."""


def logo_of(folder: Path, site: str) -> str:
    """The site's logo as SVG, or nothing when it has none; a PNG is wrapped."""
    for path in _places(folder, site):
        if path.exists():
            return _as_drawing(path.read_bytes())
    return ""


def keep_logo(folder: Path, site: str, picture: bytes) -> None:
    """Put a logo (the bytes of an SVG or PNG) in place of the former one, when a diploma can be drawn with it.

    Raises `UnusableLogo`, and then the former one stays.
    """
    if not 0 < len(picture) <= LARGEST:
        raise UnusableLogo(f"The picture has {len(picture):,} bytes; it must be at least 1 and at most {LARGEST:,}.")
    try:
        typeset_diplomas([SAMPLE], place=site, title="Logo", logo=_as_drawing(picture))
    except (UnicodeDecodeError, typst.TypstError):
        raise UnusableLogo("The picture cannot be drawn on a diploma; save it as SVG or PNG.") from None
    drawing, dots = _places(folder, site)
    kept, former = (dots, drawing) if picture.startswith(PNG) else (drawing, dots)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(picture)
    former.unlink(missing_ok=True)


def _places(folder: Path, site: str) -> tuple[Path, Path]:
    return folder / "logos" / f"{site}.svg", folder / "logos" / f"{site}.png"


def _as_drawing(picture: bytes) -> str:
    if not picture.startswith(PNG):
        return picture.decode()
    width, height = int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}"'
        f' height="{height}" href="data:image/png;base64,{base64.b64encode(picture).decode()}"/></svg>'
    )
