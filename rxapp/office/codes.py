"""QR codes on the screen, drawn here: no other host is asked."""

import base64
import io

from qrcode import QRCode
from qrcode.image.svg import SvgPathFillImage


def qr_picture(content: str) -> str:
    """A QR code as a `data:` address for an <img>, black on white in dark mode as well."""
    code = QRCode(border=4)
    code.add_data(content)
    drawn = io.BytesIO()
    code.make_image(image_factory=SvgPathFillImage).save(drawn)
    return f"data:image/svg+xml;base64,{base64.b64encode(drawn.getvalue()).decode()}"
