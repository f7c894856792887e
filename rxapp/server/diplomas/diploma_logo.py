"""The logo of a site on its diplomas: one file in the data folder, `logos/<site>.svg` or `.png`."""

import base64
import hashlib
import io
from pathlib import Path

import typst
from PIL import Image, ImageOps

from rxapp.server.diplomas.diploma_print import Undrawable, sample, typeset_diplomas
from rxapp.server.mistakes import Mistake

LARGEST = 1_000_000
WIDEST = 4000
"""Dots in width and in height; a small file can hold a picture that fills the memory."""

ON_PAPER = (1890, 425)
"""Dots that a diploma has room for, 80 by 18 mm at 600 to the inch."""

PNG = b"\x89PNG\r\n\x1a\n"
JPEG = b"\xff\xd8\xff"


class UnusableLogo(Mistake):
    """A picture that cannot be a logo on paper."""


class LogoTooLarge(UnusableLogo):
    """A picture with too many bytes or dots."""


def logo_of(folder: Path, site: str) -> str:
    """The site's logo as SVG, or nothing when it has none; a PNG is wrapped."""
    for path in _places(folder, site):
        if path.exists():
            return _as_drawing(path.read_bytes())
    return ""


def logo_mark(folder: Path, site: str) -> str:
    """Some letters that are others for another logo; empty when the site has none."""
    logo = logo_of(folder, site)
    return hashlib.sha256(logo.encode()).hexdigest()[:12] if logo else ""


def keep_logo(folder: Path, site: str, picture: bytes) -> None:
    """Put a logo (the bytes of an SVG, PNG or JPEG) in place of the former one, when a diploma can be drawn with it.

    Raises `UnusableLogo`, and then the former one stays.
    """
    if len(picture) > LARGEST:
        raise LogoTooLarge(f"The picture has {len(picture):,} bytes; at most {LARGEST:,} fit.")
    try:
        picture = _checked(picture)
        typeset_diplomas([sample("-")], place=site, title="Logo", logo=_as_drawing(picture))
    except (OSError, ValueError, SyntaxError, typst.TypstError, Undrawable):
        raise UnusableLogo("The picture cannot be drawn on a diploma; save it as SVG, PNG or JPEG.") from None
    drawing, dots = _places(folder, site)
    kept, former = (dots, drawing) if picture.startswith(PNG) else (drawing, dots)
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_bytes(picture)
    former.unlink(missing_ok=True)


def remove_logo(folder: Path, site: str) -> None:
    """Print diplomas without a logo from now on."""
    for path in _places(folder, site):
        path.unlink(missing_ok=True)


def _places(folder: Path, site: str) -> tuple[Path, Path]:
    return folder / "logos" / f"{site}.svg", folder / "logos" / f"{site}.png"


def _checked(picture: bytes) -> bytes:
    """The picture as it is kept; a JPEG becomes a PNG, upright and as fine as paper shows."""
    if not picture:
        raise ValueError
    if not picture.startswith((PNG, JPEG)):
        return picture
    try:
        with Image.open(io.BytesIO(picture)) as found:
            if max(found.size) > WIDEST:
                raise Image.DecompressionBombError
            if picture.startswith(PNG):
                return picture
            photo = ImageOps.exif_transpose(found).convert("RGB")
    except Image.DecompressionBombError:
        raise LogoTooLarge(f"The picture is more than {WIDEST:,} dots wide or high; save it smaller.") from None
    photo.thumbnail(ON_PAPER)
    made = io.BytesIO()
    photo.save(made, "PNG")
    return made.getvalue()


def _as_drawing(picture: bytes) -> str:
    if not picture.startswith(PNG):
        return picture.decode()
    width, height = int.from_bytes(picture[16:20], "big"), int.from_bytes(picture[20:24], "big")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}"'
        f' height="{height}" href="data:image/png;base64,{base64.b64encode(picture).decode()}"/></svg>'
    )
