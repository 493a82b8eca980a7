"""Which IP numbers belong to one machine out in the Internet."""

import ipaddress

# Written out: what the standard library calls global differs between its versions.
REFUSED_4 = [
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8",  # this network
        "10.0.0.0/8",  # private
        "100.64.0.0/10",  # behind the provider's translation (CGNAT)
        "127.0.0.0/8",  # this machine
        "168.63.129.16/32",  # inner services of a cloud
        "169.254.0.0/16",  # this cable, and the metadata of clouds
        "172.16.0.0/12",  # private
        "192.0.0.0/24",  # protocols
        "192.0.2.0/24",  # for examples
        "192.88.99.0/24",  # relays from 6to4
        "192.168.0.0/16",  # private
        "198.18.0.0/15",  # for measuring
        "198.51.100.0/24",  # for examples
        "203.0.113.0/24",  # for examples
        "224.0.0.0/3",  # many at once, reserved, everybody
    )
]
ALLOWED_6 = ipaddress.ip_network("2000::/3")
REFUSED_6 = [
    ipaddress.ip_network(network)
    for network in (
        "2001::/23",  # protocols, among them Teredo
        "2001:db8::/32",  # for examples
        "2002::/16",  # 6to4: a number of version 4 inside
        "3fff::/20",  # for examples
    )
]
ISATAP = (0x5EFE, 0x2005EFE)  # before a number of version 4


def is_public(number):
    """Return whether an IP number belongs to one machine out in the Internet.

    Forms that carry a number of version 4 in one of version 6 are refused as such.

    >>> [text for text in (
    ...     "0.0.0.0", "10.1.2.3", "100.64.0.1", "100.100.100.200", "127.0.0.1",
    ...     "127.255.255.254", "168.63.129.16", "169.254.169.254", "172.31.255.255",
    ...     "192.0.0.192", "192.168.1.1", "198.19.0.1", "224.0.0.1", "239.1.1.1",
    ...     "240.0.0.1", "255.255.255.255", "::", "::1", "::127.0.0.1",
    ...     "::ffff:127.0.0.1", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
    ...     "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
    ...     "fc00::1", "fd00:ec2::254", "fe80::1", "fec0::1", "ff02::1", "100::1",
    ...     "2606:4700::5efe:7f00:1", "2606:4700::200:5efe:a00:1", "3fff::1", "5f00::1",
    ... ) if is_public(ipaddress.ip_address(text))]
    []
    >>> [is_public(ipaddress.ip_address(text)) for text in (
    ...     "8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "2a02::1")]
    [True, True, True, True, True]
    """
    if number.version == 4:
        return number.is_global and not any(number in net for net in REFUSED_4)
    if getattr(number, "scope_id", None) or number not in ALLOWED_6:
        return False
    if (int(number) >> 32) & 0xFFFFFFFF in ISATAP:
        return False
    return number.is_global and not any(number in net for net in REFUSED_6)


def is_public_text(text):
    """Return whether a text is a public number.

    >>> is_public_text("8.8.8.8"), is_public_text("fe80::1%eth0"), is_public_text("")
    (True, False, False)
    """
    try:
        return is_public(ipaddress.ip_address(text))
    except ValueError:
        return False
