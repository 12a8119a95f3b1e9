"""Many hosts at once, one thing at a time a host, and the pages in the order in which they were asked for."""

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
    RobotsErrand,
    Visit,
    make_robots_errand,
    make_visit,
    take_step,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newsx.records import InputRef
    from newsx.sources.fetching.visit import Errand, Step

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
    """Every address has been fetched, or a Failure says why not, in the order of the addresses; Failures pass through.

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
        """The rules are to be fetched anew."""
        return now - self.since > _ROBOTS_SECONDS


@dataclass(slots=True)
class _Host:
    """The errands to one host, and when it may be asked next; times are those of the monotonic clock.

    `closed_until` is until when it wants to be left alone, `strikes` how many times in a row it did not answer properly.
    """

    delay: float
    errands: deque[Errand] = field(default_factory=deque)
    rules: dict[str, _Rules] = field(default_factory=dict)
    is_busy: bool = False
    ready_at: float = 0.0
    closed_until: float = 0.0
    closed_because: str = ""
    strikes: int = 0

    def is_idle(self, now: float) -> bool:
        """Nothing would be lost or asked too soon if the host were forgotten."""
        return not self.is_busy and not self.errands and max(self.ready_at, self.closed_until) <= now


class _Schedule:
    """Hands errands to threads and collects what came of them; everything it knows is guarded by one lock."""

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
        """What came of each address, in order."""
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
        """Nothing is asked any more; connections are cut, and threads end as soon as they see it."""
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
                self._host(visit).errands.append(visit)
        self._staff()
        self._changed.notify_all()

    def _staff(self) -> None:
        """As many threads run as there are hosts to ask at the same time."""
        while self._threads < min(self._policy.hosts, len(self._hosts)):
            try:
                threading.Thread(target=self._work, name=f"fetching {self._threads + 1}", daemon=True).start()
            except RuntimeError:  # the system gives no more
                if not self._threads:
                    raise
                return
            self._threads += 1

    def _next(self) -> Document | Failure:
        """What came of the first address, waited for."""
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

    def _host(self, errand: Errand) -> _Host:
        """The host an errand leads to now."""
        name = errand.address.host
        if name not in self._hosts:
            if len(self._hosts) >= _KNOWN_HOSTS:
                now = time.monotonic()
                self._hosts = {known: host for known, host in self._hosts.items() if not host.is_idle(now)}
            self._hosts[name] = _Host(delay=self._policy.delay)
        return self._hosts[name]

    def _work(self) -> None:
        """A thread's life. What it does not survive is raised where pages are waited for."""
        try:
            while taken := self._take():
                errand, line = taken
                step = take_step(errand, policy=self._policy, line=line)
                with self._changed:
                    self._lines.discard(line)
                    self._apply(errand, step)
                    self._changed.notify_all()
        except BaseException as error:  # noqa: BLE001 - a thread has nobody to raise it to
            with self._changed:
                self._fault = error
                self._changed.notify_all()

    def _take(self) -> tuple[Errand, Line] | None:
        """The next thing to ask for, waited for; None when all is over."""
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
        """The hosts that are not being asked and have errands; only those the first page waits for, once too much is held."""
        hosts = [host for host in self._hosts.values() if host.errands and not host.is_busy]
        if self._held <= _HELD_BYTES:
            return hosts
        head = self._window[0] if self._window else None
        waited_for = self._hosts.get(head.address.host) if isinstance(head, Visit) and head.outcome is None else None
        return [host for host in hosts if host is waited_for or isinstance(host.errands[0], RobotsErrand)]

    def _has_request(self, host: _Host, now: float) -> bool:
        """The host is to be asked for its first errand; those for which it need not be, or may not be, are settled."""
        while host.errands:
            errand = host.errands[0]
            if not isinstance(errand, Visit):
                return True
            rules = host.rules.get(errand.address.origin)
            if host.closed_until > now:
                errand.fail(FetchError("failed", host.closed_because))
            elif rules is None or rules.is_old(now):
                return True
            elif rules.error:
                errand.fail(rules.error)
            elif rules.robots is None:
                return False
            elif not rules.robots.allows(errand.address.target):
                errand.fail(FetchError("refused", "robots.txt does not allow it"))
            else:
                return True
            host.errands.popleft()
            self._changed.notify_all()
        return False

    def _apply(self, errand: Errand, step: Step) -> None:
        """What a request brought has been noted; its host may be asked again after its delay."""
        now = time.monotonic()
        host = self._hosts[errand.address.host]
        host.is_busy = False
        host.ready_at = now + host.delay
        if isinstance(step, Failed):
            self._note_failure(host, step, now)
        elif not isinstance(step, PutOff):
            host.strikes = 0
        if isinstance(step, Moved):
            errand.address = step.address
            _put_first(self._host(errand), errand)
            self._staff()
        elif isinstance(step, PutOff):
            errand.retried = True
            host.ready_at = max(host.ready_at, now + step.seconds)
            _put_first(host, errand)
        elif isinstance(errand, RobotsErrand):
            self._learn(errand, step, now)
        else:
            assert isinstance(errand, Visit)
            if isinstance(step, Failed):
                errand.fail(step.error)
            else:
                assert isinstance(step.result, Document)
                errand.outcome = step.result
                self._held += _size(step.result)

    def _note_failure(self, host: _Host, step: Failed, now: float) -> None:
        """The host rests for as long as it asks, and is given up when it does so, or does not answer, again and again."""
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

    def _learn(self, errand: RobotsErrand, step: Fetched | Failed, now: float) -> None:
        """The rules of an origin are known, or why they are not: then nothing may be fetched from there now."""
        host = self._hosts.get(errand.origin.host)
        if host is None:  # forgotten, as nothing waits for it any more
            return
        rules = _Rules(since=now)
        if isinstance(step, Failed):
            error = step.error
            own = error.of_host and errand.address.host == errand.origin.host
            message = str(error) if own else f"robots.txt cannot be read ({error}): nothing may be fetched now"
            rules.error = FetchError(error.kind, message)
        else:
            assert isinstance(step.result, Robots)
            rules.robots = step.result
            wanted = min(step.result.delay, self._policy.max_delay)
            host.ready_at += max(0.0, wanted - host.delay)
            host.delay = max(host.delay, wanted)
        host.rules[errand.origin.origin] = rules


def _put_first(host: _Host, errand: Errand) -> None:
    """The errand comes before those that have not begun; one for rules before all others, as others may wait for it."""
    place = 0
    if isinstance(errand, Visit):
        place = next((n for n, other in enumerate(host.errands) if isinstance(other, Visit)), len(host.errands))
    host.errands.insert(place, errand)


def _pick(host: _Host, now: float) -> Errand:
    """The first errand, or the one for the rules it needs before."""
    errand = host.errands[0]
    rules = host.rules.get(errand.address.origin)
    if isinstance(errand, Visit) and (rules is None or rules.is_old(now)):
        host.rules[errand.address.origin] = _Rules(since=now)
        return make_robots_errand(errand.address)
    return host.errands.popleft()


def _size(outcome: Document | Failure) -> int:
    return len(outcome.data) if isinstance(outcome, Document) else 0
