"""One call to another system: to a number that was looked at, once, and not for long.

Nothing is followed (redirects), nothing is taken from the surroundings (proxies), the
certificate has to be that of the name, and whatever the other side does, the call ends.
"""

import http.client
import socket
import ssl
import threading
import time
from contextlib import contextmanager
from typing import NamedTuple

CONNECT_SECONDS = 4
MOST_SECONDS = 10  # from the first byte to the last, both ways
MOST_BYTES = 64 * 1024  # of an answer that are read
MOST_SECONDS_ASKED = 24 * 3600  # that the other side may ask us to wait


class CallFailed(Exception):
    """A call that brought no answer: it may have arrived, and may not."""


class Answer(NamedTuple):
    """What the other system said."""

    status: int
    text: str
    location: str = ""
    retry_after: int = 0  # seconds

    @property
    def is_accepted(self):
        """Whether the other system has taken it.

        >>> [Answer(status, "").is_accepted for status in (200, 204, 301, 404, 500)]
        [True, True, False, False, False]
        """
        return 200 <= self.status < 300


def post(address, numbers, body, headers):
    """Post `body`, bytes, and return the `Answer`.

    :param address: an `Address`; :param numbers: IP numbers of it, tried in turn
    :raise CallFailed: when there is none
    """
    headers = {"Host": address.netloc, "Connection": "close", **headers}
    began = time.monotonic()
    try:
        with _connect(address, numbers) as connection:
            connection.request("POST", address.target, body, headers)
            return _read(connection.getresponse())
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() - began >= MOST_SECONDS:
            raise CallFailed(f"no answer within {MOST_SECONDS} seconds") from error
        raise CallFailed(_describe(error)) from error


@contextmanager
def _connect(address, numbers):
    """Open a connection, and cut it off when the time is over."""
    connection = http.client.HTTPConnection(address.host, address.port)
    sock = _dial(numbers, address.port)
    watch = None
    try:
        sock.settimeout(MOST_SECONDS)
        if address.scheme == "https":
            sock = ssl.create_default_context().wrap_socket(
                sock, server_hostname=address.host, do_handshake_on_connect=False
            )
        watch = threading.Timer(MOST_SECONDS, _cut, [sock])
        watch.daemon = True
        watch.start()
        if address.scheme == "https":
            sock.do_handshake()
        connection.sock = sock
        yield connection
    finally:
        if watch:
            watch.cancel()
        connection.close()
        sock.close()


def _dial(numbers, port):
    """Connect to the first of the numbers that answers."""
    for number in numbers[:-1]:
        try:
            return open_socket(number, port)
        except OSError:
            continue
    return open_socket(numbers[-1], port)


def open_socket(number, port):
    """Connect to a number, which is not looked up any more."""
    return socket.create_connection((number, port), timeout=CONNECT_SECONDS)


def _cut(sock):
    """End a connection that another thread waits for."""
    try:
        # Not the method of an encrypted one, which would say goodbye first.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)
    except OSError:
        return  # over already


def _read(response):
    charset = response.headers.get_content_charset("utf-8")
    try:
        raw = response.read(MOST_BYTES)
    except (OSError, http.client.HTTPException):
        raw = b""  # the status has come, the rest is only for reading
    try:
        text = raw.decode(charset, "replace")
    except LookupError:
        text = raw.decode("utf-8", "replace")
    return Answer(
        response.status,
        text.replace("\0", ""),  # which no database keeps
        response.headers.get("Location", ""),
        read_wait(response.headers.get("Retry-After")),
    )


def read_wait(text):
    """Return for how many seconds the other side wants no call.

    >>> [read_wait(text) for text in ("120", " 7 ", "-1", "soon", "9" * 30, None)]
    [120, 7, 0, 0, 86400, 0]
    """
    text = (text or "").strip()
    if not (text.isascii() and text.isdigit()):
        return 0
    return min(int(text[:9]), MOST_SECONDS_ASKED)


def _describe(error):
    """Return what went wrong, for those who know the other system.

    >>> _describe(TimeoutError("timed out")), _describe(http.client.BadStatusLine("x"))
    ('timed out', 'BadStatusLine: x')
    """
    if isinstance(error, OSError) and not isinstance(error, http.client.HTTPException):
        return str(error.strerror or error)
    return f"{type(error).__name__}: {error}"
