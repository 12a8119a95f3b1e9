"""Schedules requests: many hosts at once, one request at a time a host, and the pages in the order in which they were asked for."""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from newsx.records import Document, Failure
from newsx.sources.fetching.connection import Line
from newsx.sources.fetching.policy import FetchError, FetchPolicy
from newsx.sources.fetching.robots import Robots
from newsx.sources.fetching.visit import (
    Failed,
    Fetched,
    Moved,
    PutOff,
    RobotsRequest,
    Visit,
    make_robots_request,
    make_visit,
    take_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import InputRef
    from newsx.sources.fetching.visit import Request, Step

# So many addresses are looked at ahead of the page that is waited for, so that slow hosts hold up no others ...
_LOOK_AHEAD = 1000
# ... until the pages that wait for their turn take so many bytes: then only what they wait for is fetched.
_HELD_BYTES = 128 * 1024 * 1024
# Hosts with nothing to do are forgotten when more than so many are known: twice what can be waited for.
_KNOWN_HOSTS = 2 * _LOOK_AHEAD
# RFC 9309, 2.4: robots.txt is not relied upon for longer than a day.
_ROBOTS_SECONDS = 24 * 3600.0
# A host that does not answer in time, or asks to be left alone, so many times in a row is given up.
_MAX_STRIKES = 5
_GIVEN_UP_SECONDS = 3600.0
_MAX_REST_SECONDS = 24 * 3600.0


def fetch(refs: Iterable[InputRef | Failure], *, policy: FetchPolicy | None = None) -> Iterator[Document | Failure]:
    """Fetch every address; yield its page or a Failure that says why not, in the order of the addresses. Failures pass through.

    Fetching goes on in threads while the caller works on what came, and ends when the iterator is closed; `refs` are taken
    up to 1,000 ahead. robots.txt is obeyed; see FetchPolicy for what else is kept to.
    """
    schedule = _Schedule(policy or FetchPolicy())
    try:
        yield from schedule.run(refs)
    finally:
        schedule.stop()


@dataclass(slots=True)
class _Rules:
    """What is known of the robots.txt of an origin; neither robots nor error: it is being fetched."""

    since: float
    robots: Robots | None = None
    error: FetchError | None = None

    def is_old(self, now: float) -> bool:
        """Whether the rules are to be fetched anew."""
        return now - self.since > _ROBOTS_SECONDS


@dataclass(slots=True)
class _Host:
    """The requests to one host, and when it may be asked next; times are those of the monotonic clock.

    `closed_until` is until when it wants to be left alone, `strikes` how many times in a row it did not answer properly.
    """

    delay: float
    requests: deque[Request] = field(default_factory=deque)
    rules: dict[str, _Rules] = field(default_factory=dict)
    is_busy: bool = False
    ready_at: float = 0.0
    closed_until: float = 0.0
    closed_because: str = ""
    strikes: int = 0

    def is_idle(self, now: float) -> bool:
        """Tell whether the host may be forgotten, with nothing lost or asked too soon."""
        return not self.is_busy and not self.requests and max(self.ready_at, self.closed_until) <= now


class _Schedule:
    """Hands requests to threads and collects what came of them; everything it knows is guarded by one lock."""

    def __init__(self, policy: FetchPolicy) -> None:
        self._policy = policy
        self._changed = threading.Condition()
        self._hosts: dict[str, _Host] = {}
        self._window: deque[Visit | Failure] = deque()
        self._held = 0
        self._lines: set[Line] = set()
        self._threads = 0
        self._stopped = False
        self._fault: BaseException | None = None

    def run(self, refs: Iterable[InputRef | Failure]) -> Iterator[Document | Failure]:
        """Yield what came of each address, in order."""
        refs = iter(refs)
        while True:
            more = list(islice(refs, _LOOK_AHEAD - len(self._window)))
            with self._changed:
                self._add(more)
                if not self._window:
                    return
                outcome = self._next()
            yield outcome

    def stop(self) -> None:
        """Ask nothing any more: cut connections, and let threads end as soon as they see it."""
        with self._changed:
            self._stopped = True
            for line in self._lines:
                line.cut()
            self._changed.notify_all()

    def _add(self, refs: Iterable[InputRef | Failure]) -> None:
        for ref in refs:
            if isinstance(ref, Failure):
                self._window.append(ref)
                continue
            visit = make_visit(ref)
            self._window.append(visit)
            if visit.outcome is None:
                self._host(visit).requests.append(visit)
        self._staff()
        self._changed.notify_all()

    def _staff(self) -> None:
        """Start as many threads as there are hosts to ask at the same time."""
        while self._threads < min(self._policy.hosts, len(self._hosts)):
            try:
                threading.Thread(target=self._work, name=f"fetching {self._threads + 1}", daemon=True).start()
            except RuntimeError:  # the system gives no more
                if not self._threads:
                    raise
                return
            self._threads += 1

    def _next(self) -> Document | Failure:
        """Wait for what came of the first address and return it."""
        head = self._window[0]
        if isinstance(head, Failure):
            self._window.popleft()
            return head
        while head.outcome is None:
            if self._fault is not None:
                raise self._fault
            self._changed.wait()
        self._window.popleft()
        self._held -= _size(head.outcome)
        self._changed.notify_all()
        return head.outcome

    def _host(self, request: Request) -> _Host:
        """Return the host a request leads to now."""
        name = request.address.host
        if name not in self._hosts:
            if len(self._hosts) >= _KNOWN_HOSTS:
                now = time.monotonic()
                self._hosts = {known: host for known, host in self._hosts.items() if not host.is_idle(now)}
            self._hosts[name] = _Host(delay=self._policy.delay)
        return self._hosts[name]

    def _work(self) -> None:
        """Take requests until none are left: a thread's life. What it does not survive is raised where pages are waited for."""
        try:
            while taken := self._take():
                request, line = taken
                step = take_step(request, policy=self._policy, line=line)
                with self._changed:
                    self._lines.discard(line)
                    self._apply(request, step)
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - a thread has nobody to raise it to
            with self._changed:
                self._fault = error
                self._changed.notify_all()

    def _take(self) -> tuple[Request, Line] | None:
        """Wait for the next thing to ask for and return it; None when all is over."""
        with self._changed:
            while not self._stopped:
                now = time.monotonic()
                wake_at: float | None = None
                for host in self._open_hosts():
                    if host.ready_at > now:
                        wake_at = host.ready_at if wake_at is None else min(wake_at, host.ready_at)
                    elif self._has_request(host, now):
                        line = Line()
                        self._lines.add(line)
                        host.is_busy = True
                        return _pick(host, now), line
                self._changed.wait(None if wake_at is None else wake_at - now)
        return None

    def _open_hosts(self) -> list[_Host]:
        """Return the hosts that are not being asked and have requests; only those the first page waits for, once too much is held."""
        hosts = [host for host in self._hosts.values() if host.requests and not host.is_busy]
        if self._held <= _HELD_BYTES:
            return hosts
        head = self._window[0] if self._window else None
        waited_for = self._hosts.get(head.address.host) if isinstance(head, Visit) and head.outcome is None else None
        return [host for host in hosts if host is waited_for or isinstance(host.requests[0], RobotsRequest)]

    def _has_request(self, host: _Host, now: float) -> bool:
        """Tell whether the host is to be asked for its first request; settle those for which it need not be, or may not be."""
        while host.requests:
            request = host.requests[0]
            if not isinstance(request, Visit):
                return True
            rules = host.rules.get(request.address.origin)
            if host.closed_until > now:
                request.fail(FetchError("failed", host.closed_because))
            elif rules is None or rules.is_old(now):
                return True
            elif rules.error:
                request.fail(rules.error)
            elif rules.robots is None:
                return False
            elif not rules.robots.allows(request.address.target):
                request.fail(FetchError("refused", "robots.txt does not allow it"))
            else:
                return True
            host.requests.popleft()
            self._changed.notify_all()
        return False

    def _apply(self, request: Request, step: Step) -> None:
        """Note what a request brought; its host may be asked again after its delay."""
        now = time.monotonic()
        host = self._hosts[request.address.host]
        host.is_busy = False
        host.ready_at = now + host.delay
        if isinstance(step, Failed):
            self._note_failure(host, step, now)
        elif not isinstance(step, PutOff):
            host.strikes = 0
        if isinstance(step, Moved):
            request.address = step.address
            _put_first(self._host(request), request)
            self._staff()
        elif isinstance(step, PutOff):
            request.retried = True
            host.ready_at = max(host.ready_at, now + step.seconds)
            _put_first(host, request)
        elif isinstance(request, RobotsRequest):
            self._learn(request, step, now)
        else:
            assert isinstance(request, Visit)
            if isinstance(step, Failed):
                request.fail(step.error)
            else:
                assert isinstance(step.result, Document)
                request.outcome = step.result
                self._held += _size(step.result)

    def _note_failure(self, host: _Host, step: Failed, now: float) -> None:
        """Let the host rest for as long as it asks, and give it up when it does so, or does not answer, again and again."""
        if not step.rest and step.error.kind != "timeout":
            host.strikes = 0
            return
        host.strikes += 1
        if host.strikes >= _MAX_STRIKES:
            host.closed_until = now + _GIVEN_UP_SECONDS
            host.closed_because = f"given up: {host.strikes} requests in a row were put off or took too long"
        elif step.rest <= self._policy.max_wait:
            host.ready_at = max(host.ready_at, now + step.rest)
        else:
            host.closed_until = now + min(step.rest, _MAX_REST_SECONDS)
            host.closed_because = "the host has asked to be left alone for longer"

    def _learn(self, request: RobotsRequest, step: Fetched | Failed, now: float) -> None:
        """Note the rules of an origin, or why they are not known: then nothing may be fetched from there now."""
        host = self._hosts.get(request.origin.host)
        if host is None:  # forgotten, as nothing waits for it any more
            return
        rules = _Rules(since=now)
        if isinstance(step, Failed):
            error = step.error
            own = error.of_host and request.address.host == request.origin.host
            message = str(error) if own else f"robots.txt cannot be read ({error}): nothing may be fetched now"
            rules.error = FetchError(error.kind, message)
        else:
            assert isinstance(step.result, Robots)
            rules.robots = step.result
            wanted = min(step.result.delay, self._policy.max_delay)
            host.ready_at += max(0.0, wanted - host.delay)
            host.delay = max(host.delay, wanted)
        host.rules[request.origin.origin] = rules


def _put_first(host: _Host, request: Request) -> None:
    """Put the request before those that have not begun; one for rules before all others, as others may wait for it."""
    place = 0
    if isinstance(request, Visit):
        place = next((n for n, other in enumerate(host.requests) if isinstance(other, Visit)), len(host.requests))
    host.requests.insert(place, request)


def _pick(host: _Host, now: float) -> Request:
    """Return the first request, or the one for the rules it needs before."""
    request = host.requests[0]
    rules = host.rules.get(request.address.origin)
    if isinstance(request, Visit) and (rules is None or rules.is_old(now)):
        host.rules[request.address.origin] = _Rules(since=now)
        return make_robots_request(request.address)
    return host.requests.popleft()


def _size(outcome: Document | Failure) -> int:
    return len(outcome.data) if isinstance(outcome, Document) else 0
