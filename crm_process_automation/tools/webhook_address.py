"""Which addresses another system may be called at: public ones, by https, spelled out.

Whoever writes an address must not reach what only our server may reach. So the text is
read strictly, the name is resolved once, every answer has to be public, and the call
goes to the very number that was looked at (`pin`), whatever the name says later.
"""

import ipaddress
import re
import socket
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from .public_number import is_public, is_public_text

LONGEST = 2048  # characters
PORTS = {"https": 443, "http": 80}
FIRST_FREE_PORT = 1024  # below it only the port of the scheme itself
MOST_NUMBERS = 8  # that one name is tried at

LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
# Whatever ends like this is meant as a number, in some notation or other.
NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
# Names that mean something else in every network, or nothing outside of it.
INNER_NAMES = (
    *("localhost", "localdomain", "local", "internal", "intranet", "private", "lan"),
    *("home", "corp", "home.arpa", "in-addr.arpa", "ip6.arpa", "onion", "test"),
    "invalid",
)

REASONS = {
    "empty": "There is no address to call.",
    "long": "The address is longer than %(most)s characters.",
    "characters": "The address has blanks or other characters that it may not.",
    "unreadable": "“%(text)s” is not an address.",
    "scheme": "“%(text)s” does not begin with https://.",
    "user": "The address has a user or a password in it.",
    "port": "Port %(port)s is not called.",
    "host": "“%(text)s” is not a name or a number of a host.",
    "inner": "“%(text)s” belongs to an inner network.",
    "leads_inside": "“%(text)s” leads to %(number)s, of an inner network.",
}


class BadAddress(ValueError):
    """An address that is not called: `reason` is a key of `REASONS`.

    >>> str(BadAddress("port", port=22))
    'Port 22 is not called.'
    """

    def __init__(self, reason, **values):
        super().__init__(REASONS[reason] % values)
        self.reason, self.values = reason, values


class Address(NamedTuple):
    """An address, read."""

    scheme: str
    host: str  # in lower case, ASCII, without brackets
    port: int
    target: str  # path and query, as they go over the line

    @property
    def netloc(self):
        """The host as its header says it.

        >>> read_address("https://Hooks.example.com:443/x?y=1#z").netloc
        'hooks.example.com'
        >>> read_address("https://[2606:4700::1]:8443/").netloc
        '[2606:4700::1]:8443'
        """
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"


def read_address(url, may_be_open=False):
    """Return the `Address` of a text. Nothing is looked up.

    :param may_be_open: whether http, which everybody on the way reads, is allowed, too
    :raise BadAddress: when it is not allowed, whatever its name resolves to

    >>> read_address("https://hooks.example.com/угода?q=%20").target
    '/%D1%83%D0%B3%D0%BE%D0%B4%D0%B0?q=%20'
    >>> read_address("https://приклад.укр").host
    'xn--80aikifvh.xn--j1amh'
    >>> read_address("http://hooks.example.com:8080", may_be_open=True)
    Address(scheme='http', host='hooks.example.com', port=8080, target='/')
    >>> def is_refused(url):
    ...     try:
    ...         read_address(url)
    ...     except BadAddress:
    ...         return True
    >>> all(map(is_refused, (
    ...     "", None, "hooks.example.com", "http://example.com", "ftp://example.com",
    ...     "file:///etc/passwd", "gopher://example.com", "https://", "https:///x",
    ...     "https://a@example.com", "https://example.com:x", "https://example.com:22",
    ...     "https://example.com:0", "https://example.com:65536", "https://localhost",
    ...     "https://api.localhost.", "https://intranet", "https://db.internal",
    ...     "https://2130706433", "https://0x7f.1", "https://0177.0.0.1",
    ...     "https://127.1", "https://1.2.3.256", "https://1.2.3.4.5", "https://8.8.8",
    ...     "https://１２７.0.0.1", "https://127。0。0。1", "https://①②⑦.0.0.1",
    ...     "https://[::1]", "https://[::ffff:8.8.8.8]", "https://[fe80::1%25eth0]",
    ...     "https://ex%61mple.com", "https://a..com", "https://-a.com",
    ...     "https://a_b.com", "https://example.com\\\\@b.com", "https://a.com\\n/x",
    ...     "https://" + "a" * 64 + ".com", "https://" + "a." * 130 + "com",
    ...     "https://[1.2.3.4]", "https://[::1", "https://8.8.8.8]", "https://10.0.0.1",
    ... )))
    True
    """
    if not isinstance(url, str) or not url:
        raise BadAddress("empty")
    if len(url) > LONGEST:
        raise BadAddress("long", most=LONGEST)
    if any(char.isspace() or not char.isprintable() or char == "\\" for char in url):
        raise BadAddress("characters")
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise BadAddress("unreadable", text=url) from error
    if parts.scheme not in (("https", "http") if may_be_open else ("https",)):
        raise BadAddress("scheme", text=url)
    if "@" in parts.netloc:
        raise BadAddress("user")
    host = _read_host(host, "[" in parts.netloc)
    port = PORTS[parts.scheme] if port is None else port
    if port != PORTS[parts.scheme] and port < FIRST_FREE_PORT:
        raise BadAddress("port", port=port)
    return Address(parts.scheme, host, port, _read_target(parts))


def _read_host(host, is_bracketed):
    """Return the host in lower case and ASCII."""
    if is_bracketed or ":" in host:
        return str(_check_number(host))
    try:
        host = host.encode("idna").decode().lower().removesuffix(".")
    except UnicodeError as error:
        raise BadAddress("host", text=host) from error
    labels = host.split(".")
    if NUMBER.fullmatch(labels[-1]):
        return str(_check_number(host))
    if len(host) > 253 or not all(map(LABEL.fullmatch, labels)):
        raise BadAddress("host", text=host)
    if len(labels) < 2 or f".{host}".endswith(tuple(f".{n}" for n in INNER_NAMES)):
        raise BadAddress("inner", text=host)
    return host


def _check_number(text):
    """Return the number that is written the one usual way, and is public."""
    try:
        number = ipaddress.ip_address(text)
    except ValueError as error:
        raise BadAddress("host", text=text) from error
    if not is_public(number):
        raise BadAddress("inner", text=text)
    return number


def _read_target(parts):
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = quote(parts.query, safe="/%:@!$&'()*+,;=~-._?")
    return f"{path}?{query}" if query else path


def resolve(host, port):
    """Return the IP numbers of a host, as texts.

    :raise OSError: when the name is unknown, or nobody can tell
    """
    found = socket.getaddrinfo(host, port, proto=socket.IPPROTO_TCP)
    return list(dict.fromkeys(place[0] for *_kind, place in found))


def pin(address, resolver=None):
    """Return the IP numbers that may be connected to, looked up right now.

    One number of an inner network among many is enough to refuse them all: a name has
    no business to be both inside and outside.

    :param resolver: in place of `resolve`
    :raise BadAddress: when one of them is not public
    :raise OSError: when the name cannot be resolved now

    >>> address = read_address("https://hooks.example.com")
    >>> pin(address, lambda host, port: ["8.8.8.8", "2606:4700::1111"])
    ['8.8.8.8', '2606:4700::1111']
    >>> pin(address, lambda host, port: ["8.8.8.8", "127.0.0.1"])
    ... # doctest: +IGNORE_EXCEPTION_DETAIL
    Traceback (most recent call last):
    ...
    BadAddress: “hooks.example.com” leads to 127.0.0.1, of an …
    """
    numbers = (resolver or resolve)(address.host, address.port)
    for text in numbers:
        if not is_public_text(text):
            raise BadAddress("leads_inside", text=address.host, number=text)
    if not numbers:
        raise OSError(f"{address.host} has no address")
    return numbers[:MOST_NUMBERS]
