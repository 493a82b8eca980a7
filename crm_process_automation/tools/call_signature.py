"""Whether a report of a telephone exchange is its own: it is signed."""

import hashlib
import hmac

FRESH = 300  # seconds that the clocks of both sides may differ


def sign(secret, timestamp, body):
    """Return the HMAC-SHA256 of the moment and the body, in hexadecimal digits.

    >>> sign("secret", "1700000000", b"{}")[:16]
    'b8569b78799ff9e3'
    """
    message = timestamp.encode("utf-8", "replace") + b"." + body
    return hmac.new(secret.encode(), message, hashlib.sha256).hexdigest()


def is_same(given, expected):
    """Compare in a time that tells nothing about how much of `given` is right.

    >>> is_same("abc", "abc"), is_same("abd", "abc"), is_same("ключ", "abc")
    (True, False, False)
    """
    given = given.encode("utf-8", "replace")
    return hmac.compare_digest(given, expected.encode("utf-8", "replace"))


def is_fresh(timestamp, now):
    """Return whether a moment in seconds is not too far from `now`, either way.

    >>> [is_fresh(text, 1000.0) for text in ("1000", "700", "1301", "-1000", "1e3", "")]
    [True, True, False, False, False, False]
    """
    is_number = timestamp.isascii() and timestamp.isdigit() and len(timestamp) <= 12
    return is_number and abs(int(timestamp) - now) <= FRESH
