"""Makes the requests of a visit, one at a time, and decides what the answers mean. Called by the schedule."""

from __future__ import annotations

import datetime as dt
import email.utils
import hashlib
import http
import re
import time
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from newsx.lazy import lazy_pattern
from newsx.records import Document, Failure
from newsx.sources.fetching.addresses import STAGE, Address, parse_address
from newsx.sources.fetching.body import read_body
from newsx.sources.fetching.connection import ask
from newsx.sources.fetching.policy import FetchError
from newsx.sources.fetching.robots import MAX_ROBOTS_BYTES, Robots, read_robots

if TYPE_CHECKING:
    from http.client import HTTPResponse

    from newsx.records import InputRef
    from newsx.sources.fetching.connection import Line
    from newsx.sources.fetching.policy import FetchPolicy

_OK = (200, 203)
_REDIRECTS = (301, 302, 303, 307, 308)
_ASK_LATER = (429, 503)
_MEDIA_TYPES: dict[str, Literal["text/html", "text/plain"]] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
_MEDIA_TYPE = lazy_pattern(r"[a-z0-9!#$&^_.+-]{1,60}/[a-z0-9!#$&^_.+-]{1,100}")
_CHARSET = lazy_pattern(r";\s*charset\s*=\s*[\"']?([A-Za-z0-9_:.+-]{2,40})", re.IGNORECASE)
_SHOWN_URL = 150


@dataclass(slots=True)
class Request:
    """Something to fetch, wherever it has moved to: `address` is where it is now.

    `spent` is the time servers have taken for it so far, in seconds; `retried` is true once a server has put it off.
    """

    address: Address
    passed: set[str] = field(default_factory=set)
    spent: float = 0.0
    retried: bool = False


@dataclass(slots=True)
class Visit(Request):
    """A page to fetch, and in the end what came of it. `first` is the address it was known under."""

    ref: InputRef = field(kw_only=True)
    first: Address = field(kw_only=True)
    outcome: Document | Failure | None = None

    def fail(self, error: FetchError) -> None:
        """Note that the page could not be fetched."""
        moved = self.address != self.first
        where = f"redirected to {self.address.url[:_SHOWN_URL]}: " if moved else ""
        self.outcome = Failure(source=self.ref.path, stage=STAGE, kind=error.kind, message=f"{where}{error}")


@dataclass(slots=True)
class RobotsRequest(Request):
    """The rules of an origin to fetch."""

    origin: Address = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class Fetched:
    """The request is done."""

    result: Document | Robots


@dataclass(frozen=True, slots=True)
class Moved:
    """What was asked for is at another address."""

    address: Address


@dataclass(frozen=True, slots=True)
class PutOff:
    """The server asks to come back in so many seconds."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Failed:
    """The request failed; `rest` is how many seconds the server asks to be left alone."""

    error: FetchError
    rest: float = 0.0


Step = Fetched | Moved | PutOff | Failed


def make_visit(ref: InputRef) -> Visit:
    """Return the visit to the page a reference names; it has failed already when that is no address."""
    try:
        address = parse_address(ref.path)
    except FetchError as error:
        nowhere = Address("http", "invalid", 80, "/")
        visit = Visit(address=nowhere, ref=ref, first=nowhere)
        visit.fail(error)
        return visit
    return Visit(address=address, ref=ref, first=address)


def make_robots_request(address: Address) -> RobotsRequest:
    """Return the request for the rules of the origin of an address."""
    place = replace(address, target="/robots.txt")
    return RobotsRequest(address=place, origin=place)


def take_step(request: Request, *, policy: FetchPolicy, line: Line) -> Step:
    """Ask the server once; never raises, whatever comes back."""
    started = time.monotonic()
    request.passed.add(request.address.url)
    try:
        with ask(
            request.address, policy=policy, line=line, seconds=max(0.001, policy.page_timeout - request.spent)
        ) as answer:
            if isinstance(request, RobotsRequest):
                step = _judge_robots(request, answer, policy)
            else:
                assert isinstance(request, Visit)
                step = _judge_page(request, answer, policy)
    except FetchError as error:
        step = Failed(error)
    except MemoryError:
        step = Failed(FetchError("failed", "memory ran out"))
    except Exception as error:  # noqa: BLE001 - a mistake in here must not cost the other pages; it is named in the Failure
        step = Failed(FetchError("failed", f"{type(error).__name__}: {' '.join(str(error).split())[:300]}"))
    request.spent += time.monotonic() - started
    return step


def _judge_page(visit: Visit, answer: HTTPResponse, policy: FetchPolicy) -> Step:
    """Return what the answer to the request for a page means."""
    if answer.status in _REDIRECTS and _header(answer, "Location"):
        return _follow(visit, answer, policy)
    if answer.status in _ASK_LATER:
        return _put_off(visit, answer, policy)
    if answer.status not in _OK:
        return Failed(FetchError("failed", _status_text(answer.status)))
    media_type = _media_type(answer)
    data = read_body(answer, limit=policy.max_bytes)
    charset = _CHARSET.search(_header(answer, "Content-Type"))
    return Fetched(
        Document(
            ref=replace(visit.ref, sha256=hashlib.sha256(data).hexdigest()),
            data=data,
            media_type=media_type,
            charset=charset[1].lower() if charset else None,
            url=visit.address.url,
            fetched=dt.datetime.now(dt.UTC).date(),
        )
    )


def _judge_robots(request: RobotsRequest, answer: HTTPResponse, policy: FetchPolicy) -> Step:
    """Return what the answer to the request for robots.txt means (RFC 9309, 2.3.1): none is there, or it tells, or nobody knows."""
    if answer.status in _REDIRECTS and _header(answer, "Location"):
        if len(request.passed) > policy.max_redirects:
            return Fetched(Robots())
        step = _follow(request, answer, policy)
        return Fetched(Robots()) if isinstance(step, Moved) and step.address.url in request.passed else step
    if answer.status in _OK:
        return Fetched(read_robots(read_body(answer, limit=MAX_ROBOTS_BYTES, cut=True), user_agent=policy.user_agent))
    if answer.status in _ASK_LATER:
        return _put_off(request, answer, policy)
    if answer.status >= 500:
        return Failed(FetchError("failed", _status_text(answer.status)))
    return Fetched(Robots())


def _follow(request: Request, answer: HTTPResponse, policy: FetchPolicy) -> Step:
    """Return where a redirect leads; a Failure where that is in a circle, too far, or nowhere."""
    # Headers come as Latin-1; browsers read UTF-8 in them.
    location = (_header(answer, "Location")).encode("latin-1", "replace").decode("utf-8", "replace").strip()
    try:
        address = parse_address(location, base=request.address)
    except FetchError as error:
        return Failed(FetchError("refused", f"redirects to what is {error}"))
    if isinstance(request, Visit):
        if address.url in request.passed:
            return Failed(FetchError("failed", "redirects in a loop"))
        if len(request.passed) > policy.max_redirects:
            return Failed(FetchError("failed", f"more than {policy.max_redirects} redirects"))
    return Moved(address)


def _put_off(request: Request, answer: HTTPResponse, policy: FetchPolicy) -> Step:
    """Ask once more later, if the server says when and that is soon enough; it is left alone for as long as it asks."""
    text = _status_text(answer.status)
    seconds = _retry_after(_header(answer, "Retry-After"))
    if seconds is None:
        return Failed(FetchError("failed", text))
    if seconds <= policy.max_wait and not request.retried:
        return PutOff(seconds)
    return Failed(FetchError("failed", f"{text} (asks to come back in {seconds:.0f} s)"), rest=seconds)


def _retry_after(value: str) -> float | None:
    """Return the seconds a Retry-After header asks for, as a number or by a date (RFC 9110, 10.2.3)."""
    value = value.strip()
    if value.isascii() and value.isdigit() and len(value) < 10:
        return float(value)
    try:
        when = email.utils.parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    when = when if when.tzinfo else when.replace(tzinfo=dt.UTC)
    return max(0.0, (when - dt.datetime.now(dt.UTC)).total_seconds())


def _media_type(answer: HTTPResponse) -> Literal["text/html", "text/plain"] | None:
    """Return the kind of page an answer holds, None where it does not say; FetchError where it is none."""
    stated = (_header(answer, "Content-Type")).partition(";")[0].strip().lower()
    if not stated:
        return None
    if stated not in _MEDIA_TYPES:
        shown = stated if _MEDIA_TYPE.fullmatch(stated) else "of an unknown type"
        raise FetchError("refused", f"{shown}, not a page")
    return _MEDIA_TYPES[stated]


def _header(answer: HTTPResponse, name: str) -> str:
    """Return the first header of that name; empty when there is none."""
    return answer.headers.get(name) or ""


def _status_text(status: int) -> str:
    """Return a status in words, never the server's own."""
    try:
        return f"{status} {http.HTTPStatus(status).phrase}"
    except ValueError:
        return f"status {status}"
