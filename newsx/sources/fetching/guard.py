"""Decides which addresses of the network may be asked: those of the public Internet, unless private ones are allowed."""

from __future__ import annotations

import ipaddress
import queue
import socket
import threading
from typing import Final

from newsx.sources.fetching.policy import FetchError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

# Of a name with many addresses, only so many are tried.
_MAX_ADDRESSES = 4

# Why an address is not public, narrow ranges before wide ones (IANA special-purpose registries for IPv4 and IPv6). Python's own
# `is_global` differs from release to release and counts multicast as global.
_NOT_PUBLIC: Final = tuple(
    (ipaddress.ip_network(network), what)
    for network, what in (
        ("169.254.169.254/32", "the metadata service of a cloud"),
        ("100.100.100.200/32", "the metadata service of a cloud"),
        ("168.63.129.16/32", "the metadata service of a cloud"),
        ("192.0.0.192/32", "the metadata service of a cloud"),
        ("fd00:ec2::254/128", "the metadata service of a cloud"),
        ("0.0.0.0/8", "an address of this machine"),
        ("10.0.0.0/8", "a private address"),
        ("100.64.0.0/10", "a private address"),
        ("127.0.0.0/8", "an address of this machine"),
        ("169.254.0.0/16", "a link-local address"),
        ("172.16.0.0/12", "a private address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a reserved address"),
        ("192.88.99.0/24", "a reserved address"),
        ("192.168.0.0/16", "a private address"),
        ("198.18.0.0/15", "a private address"),
        ("198.51.100.0/24", "a reserved address"),
        ("203.0.113.0/24", "a reserved address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
        ("::/128", "an address of this machine"),
        ("::1/128", "an address of this machine"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a private address"),
        ("ff00::/8", "a multicast address"),
        ("2001::/23", "a reserved address"),
        ("2001:db8::/32", "a reserved address"),
        ("3fff::/20", "a reserved address"),
    )
)
_GLOBAL_IPV6: Final = ipaddress.IPv6Network("2000::/3")  # all that has been given out
# IPv6 networks in which an IPv4 address is meant, and by how many bits it stands from the end: RFC 4291, 6052 and 3056.
_MEANING_IPV4: Final = (
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)


def why_not_public(ip: IP) -> str | None:
    """Return what an address is that does not belong to the public Internet; None for one that does."""
    if isinstance(ip, ipaddress.IPv6Address):
        for network, shift in _MEANING_IPV4:
            if ip in network:
                return why_not_public(ipaddress.IPv4Address(int(ip) >> shift & 0xFFFFFFFF))
    for special, what in _NOT_PUBLIC:
        if ip.version == special.version and ip in special:
            return what
    if isinstance(ip, ipaddress.IPv6Address) and ip not in _GLOBAL_IPV6:
        return "a reserved address"
    return None


def permitted_addresses(host: str, port: int, *, allow_private: bool, timeout: float) -> list[IP]:
    """Return the addresses of a host a connection may be made to, in the order in which to try them.

    Connections go to these addresses, never to the name: what was checked is what is asked. Raises FetchError when the
    host has none.
    """
    found = lookup(host, port, timeout=timeout)
    permitted = [ip for ip in found if allow_private or why_not_public(ip) is None]
    if not permitted:
        raise refusal(host, found[0])
    return permitted[:_MAX_ADDRESSES]


def refuse_literal(host: str) -> None:
    """Raise FetchError when a host is a private address or "localhost" itself: all that can be told without looking names up."""
    if host == "localhost" or host.endswith(".localhost"):
        raise refusal(host, ipaddress.IPv4Address("127.0.0.1"))
    ip = _literal(host)
    if ip is not None and why_not_public(ip):
        raise refusal(host, ip)


def refusal(host: str, ip: IP) -> FetchError:
    """Return the error that the host is not public."""
    where = host if host == str(ip) else f"{host} is {ip},"
    joint = " is" if host == str(ip) else ""
    return FetchError(
        "refused", f"{where}{joint} {why_not_public(ip)} (--allow-private fetches from those)", of_host=True
    )


def lookup(host: str, port: int, *, timeout: float) -> list[IP]:
    """Return the addresses of a host, at least one, each once. Raises FetchError.

    The system's own lookup has no time limit and cannot be stopped: it runs in a thread that is left behind if need be.
    """
    answers: queue.SimpleQueue[list[IP] | OSError | UnicodeError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            answers.put(error)
        else:
            answers.put([ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found])

    threading.Thread(target=ask, name=f"lookup of {host}", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout)
    except queue.Empty as error:
        raise FetchError("timeout", f"{host} could not be looked up within {timeout:g} s", of_host=True) from error
    if isinstance(answer, Exception):
        reason = answer.strerror if isinstance(answer, OSError) else None
        raise FetchError("failed", f"no host {host} ({reason or answer})", of_host=True) from answer
    if not answer:
        raise FetchError("failed", f"no host {host}", of_host=True)
    return list(dict.fromkeys(answer))


def _literal(host: str) -> IP | None:
    """Return the IP address a host is, also in the old forms of inet_aton: 2130706433, 0x7f.1, 0177.0.0.1."""
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        pass
    try:
        return ipaddress.IPv4Address(socket.inet_aton(host))
    except (OSError, ValueError):
        return None
