"""The QR code of a payment: modules in black, the sign of the hryvnia in the middle.

The National Bank asks for a symbol of version 10 at least, and for the sign.
"""

import base64
import functools
import io

from PIL import Image, ImageDraw
from qrcode import QRCode
from qrcode.constants import ERROR_CORRECT_M
from qrcode.exceptions import DataOverflowError

SMALLEST, BIGGEST = 10, 15
QUIET = 2  # modules left white around the symbol
MODULE = 6  # dots
BLACK, WHITE = 0, 255
MASK = 3  # any will do, and to look for the best one takes longer than all the rest
# The part of the symbol that the sign covers is made up for by the error correction.
SIGN_SHARE = 0.16
# The sign in a circle of the radius 11, around its middle.
CIRCLE, RING = 11, 9.6
CURVE = [
    *((-3.6, -3.2), (-2.9, -4.9), (-1.4, -5.8), (0.2, -6), (1.9, -5.6), (3.2, -4.5)),
    *((3.6, -3), (2.8, -1.4), (1, -0.4), (-1, 0.4), (-2.8, 1.4), (-3.6, 3)),
    *((-3.2, 4.5), (-1.9, 5.6), (-0.2, 6), (1.4, 5.8), (2.9, 4.9), (3.6, 3.2)),
]
BARS = (-1.5, 1.5)
BAR = 5.6


@functools.lru_cache(maxsize=64)
def draw_payment_code(link):
    """Return the code of a link as a picture for `src`, "" when it does not fit."""
    code = QRCode(SMALLEST, ERROR_CORRECT_M, border=QUIET, mask_pattern=MASK)
    code.add_data(link)
    try:
        code.make(fit=True)
    except (DataOverflowError, ValueError):
        return ""
    if code.version > BIGGEST:
        return ""
    file = io.BytesIO()
    _draw(code.get_matrix()).save(file, "PNG")
    return "data:image/png;base64," + base64.b64encode(file.getvalue()).decode()


def _draw(rows):
    size = len(rows)
    # Not in two colours: WeasyPrint would make a far bigger picture of three of that.
    picture = Image.new("L", (size, size), WHITE)
    picture.putdata([BLACK if module else WHITE for row in rows for module in row])
    picture = picture.resize((size * MODULE, size * MODULE), Image.Resampling.NEAREST)
    _draw_sign(ImageDraw.Draw(picture), size * MODULE)
    return picture


def _draw_sign(draw, size):
    middle, unit = size / 2, size * SIGN_SHARE / (2 * CIRCLE)

    def place(points):
        return [(middle + x * unit, middle + y * unit) for x, y in points]

    stroke = max(round(1.6 * unit), 1)
    draw.ellipse(place([(-CIRCLE, -CIRCLE), (CIRCLE, CIRCLE)]), fill=WHITE)
    draw.ellipse(place([(-RING, -RING), (RING, RING)]), outline=BLACK, width=stroke)
    draw.line(place(CURVE), fill=BLACK, width=stroke, joint="curve")
    for y in BARS:
        draw.line(place([(-BAR, y), (BAR, y)]), fill=BLACK, width=stroke)
