"""Makes one request to one server: over a connection to an address that was checked, and over in time whatever the server does."""

from __future__ import annotations

import base64
import functools
import http.client
import os
import socket
import ssl
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies, proxy_bypass

from newsx.sources.fetching.guard import permitted_addresses, refuse_literal
from newsx.sources.fetching.policy import FetchError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from urllib.parse import SplitResult

    from newsx.sources.fetching.addresses import Address
    from newsx.sources.fetching.policy import FetchPolicy

_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1"
_PROXY_PORT = 8080
_MOMENT = 0.2  # seconds
_MAX_REASON = 120


class Line:
    """The connection of a request, to be cut by another thread: whatever waits for it then fails at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._handle: socket.socket | None = None
        self.was_cut = False

    def attach(self, connected: socket.socket) -> None:
        """Take a connection that can be cut from now on; cut it, if the line was cut before."""
        with self._lock:
            # A handle of its own: TLS takes the other one away, and the HTTP client closes it early.
            self._handle = connected.dup()
            if self.was_cut:
                self._shut()

    def cut(self) -> None:
        """Cut the connection: nothing more comes or goes."""
        with self._lock:
            self.was_cut = True
            self._shut()

    def _shut(self) -> None:
        if self._handle is not None:
            with suppress(OSError):  # the other side was faster
                self._handle.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Give the handle back; cutting does nothing any more."""
        with self._lock:
            if self._handle is not None:
                self._handle.close()
                self._handle = None


@contextmanager
def ask(address: Address, *, policy: FetchPolicy, line: Line, seconds: float) -> Iterator[http.client.HTTPResponse]:
    """Open the answer to a request, its body to be read inside the `with`; all of it takes no longer than `seconds`.

    Raises FetchError, also for whatever goes wrong while the body is read.
    """
    deadline = time.monotonic() + seconds
    alarm = threading.Timer(seconds, line.cut)
    alarm.daemon = True
    alarm.start()
    try:
        with _connected(address, policy=policy, line=line, deadline=deadline) as connection:
            connection.request("GET", _target(address), headers=_headers(address, policy))
            with connection.getresponse() as response:
                yield response
        if line.was_cut:  # the end of the body may have looked like a proper one
            raise _late(policy)
    except FetchError as error:
        if not line.was_cut:
            raise
        raise _late(policy) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        # A wait that the deadline bounds can end a moment before the alarm does.
        ended = isinstance(error, TimeoutError) and time.monotonic() >= deadline - _MOMENT
        raise (_late(policy) if line.was_cut or ended else _explained(error, policy)) from error
    finally:
        alarm.cancel()
        line.close()


def _late(policy: FetchPolicy) -> FetchError:
    return FetchError("timeout", f"not finished within {policy.page_timeout:g} s")


def _explained(error: Exception, policy: FetchPolicy) -> FetchError:
    """Return what went wrong, in one line."""
    if isinstance(error, TimeoutError):
        return FetchError("timeout", f"nothing came for {policy.read_timeout:g} s")
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError("failed", f"the certificate is not valid: {error.verify_message}", of_host=True)
    if isinstance(error, ssl.SSLError):
        return FetchError("failed", f"no secure connection: {error.reason or 'it broke off'}")
    if isinstance(error, http.client.IncompleteRead):
        return FetchError("failed", "the connection ended in the middle of the page")
    if isinstance(error, OSError) and error.strerror:
        return FetchError("failed", error.strerror[0].lower() + error.strerror[1:])
    if isinstance(error, http.client.RemoteDisconnected):
        return FetchError("failed", "the server closed the connection without an answer")
    return FetchError("failed", f"no proper answer: {_plain(str(error)) or type(error).__name__}")


def _plain(text: str) -> str:
    """Return foreign words as one printable line of bounded length."""
    return "".join(char if char.isprintable() else " " for char in text[:_MAX_REASON]).strip()


def _headers(address: Address, policy: FetchPolicy) -> dict[str, str]:
    headers = {
        "Host": address.authority,
        "User-Agent": policy.user_agent,
        "Accept": _ACCEPT,
        "Accept-Encoding": "gzip, deflate",
        "Connection": "close",
    }
    proxy = proxy_for(address)
    if proxy is not None and address.scheme == "http":
        headers |= _proxy_headers(proxy)
    return headers


def _target(address: Address) -> str:
    """Return what is asked for: of a proxy the whole address, unless it only passes the connection on."""
    return address.url if address.scheme == "http" and proxy_for(address) is not None else address.target


@contextmanager
def _connected(
    address: Address, *, policy: FetchPolicy, line: Line, deadline: float
) -> Iterator[http.client.HTTPConnection]:
    """Return a connection to the server or to the proxy before it, secure where the address says so."""
    proxy = proxy_for(address)
    if proxy is None:
        connection = http.client.HTTPConnection(address.host, address.port)
        connection.sock = _open(address, policy=policy, deadline=deadline)
    else:
        connection = _to_proxy(proxy, address, policy)
    try:
        line.attach(connection.sock)
        if address.scheme == "https":
            connection.sock = _tls().wrap_socket(connection.sock, server_hostname=address.host)
        connection.sock.settimeout(policy.read_timeout)
        yield connection
    finally:
        connection.close()


def _open(address: Address, *, policy: FetchPolicy, deadline: float) -> socket.socket:
    """Return a connection to the first of the host's permitted addresses that takes one."""
    left = deadline - time.monotonic()
    timeout = max(0.001, min(policy.connect_timeout, left))
    addresses = permitted_addresses(address.host, address.port, allow_private=policy.allow_private, timeout=timeout)
    problem: OSError | None = None
    for ip in addresses:
        timeout = min(policy.connect_timeout, deadline - time.monotonic())
        if timeout <= 0:
            break
        try:
            return socket.create_connection((str(ip), address.port), timeout=timeout)
        except OSError as error:
            problem = error
    if problem is None or isinstance(problem, TimeoutError):
        message = f"{address.authority} does not answer"
        raise FetchError("timeout", message, of_host=True) from problem
    message = f"no connection to {address.authority}: {(problem.strerror or str(problem)).lower()}"
    raise FetchError("failed", message, of_host=True) from problem


@functools.lru_cache(maxsize=1)
def _tls() -> ssl.SSLContext:
    """Verify certificates against the system's authorities and those of certifi; against none but SSL_CERT_FILE's if set."""
    context = ssl.create_default_context()
    context.set_alpn_protocols(["http/1.1"])
    if not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):
        import certifi

        context.load_verify_locations(certifi.where())
    return context


def proxy_for(address: Address) -> SplitResult | None:
    """Return the proxy the environment names for an address (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY); None: a direct connection.

    Behind a proxy, private addresses that hide behind names are the proxy's business: it looks the names up.
    """
    proxies = getproxies()
    named = proxies.get(address.scheme) or proxies.get("all")
    if not named or proxy_bypass(address.host if ":" in address.host else f"{address.host}:{address.port}"):
        return None
    return urlsplit(named if "://" in named else f"http://{named}")


def _proxy_headers(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    token = base64.b64encode(f"{unquote(proxy.username)}:{unquote(proxy.password or '')}".encode()).decode("ascii")
    return {"Proxy-Authorization": f"Basic {token}"}


def _to_proxy(proxy: SplitResult, address: Address, policy: FetchPolicy) -> http.client.HTTPConnection:
    """Return a connection to the proxy, through it to the server where that is to be secure."""
    if proxy.scheme != "http" or not proxy.hostname:
        raise FetchError("failed", f"proxies of the kind {proxy.scheme}: are not supported", of_host=True)
    if not policy.allow_private:
        refuse_literal(address.host)
    connection = http.client.HTTPConnection(proxy.hostname, proxy.port or _PROXY_PORT, timeout=policy.connect_timeout)
    if address.scheme == "https":
        host = f"[{address.host}]" if ":" in address.host else address.host
        connection.set_tunnel(host, address.port, headers=_proxy_headers(proxy))
    try:
        connection.connect()
    except OSError as error:
        connection.close()
        message = f"no way through the proxy {proxy.hostname}: {_plain(error.strerror or str(error)).lower()}"
        raise FetchError("failed", message, of_host=True) from error
    return connection
