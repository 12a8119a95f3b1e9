"""Holds the settings of fetching, and the error that says why a page was not fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsx import __version__
from newsx.errors import InputError, UsageError

FetchFailureKind = Literal["refused", "failed", "timeout"]


class FetchError(InputError):
    """A page cannot be fetched: the text says why.

    `of_host` is true where no other page of the host could be fetched either: it is unknown, private or does not answer.
    """

    def __init__(self, kind: FetchFailureKind, message: str, *, of_host: bool = False) -> None:
        super().__init__(message)
        self.kind: FetchFailureKind = kind
        self.of_host = of_host


@dataclass(frozen=True, slots=True)
class FetchPolicy:
    """Settings of fetching; times are in seconds, sizes in bytes.

    `user_agent` is what servers are told; robots.txt is asked for its name, the part before the slash. A host is left
    alone for `delay` after each answer, or for as long as its robots.txt asks with Crawl-delay, up to `max_delay`.
    `connect_timeout` bounds the making of a connection, `read_timeout` each wait for bytes, and `page_timeout` all the
    time servers take for a page, its redirects included; waiting for a host's turn does not count.

    `max_bytes` bounds a page, before and after decompression. A server that asks to come back later (429 or 503 with
    Retry-After) is asked once more, if it is no later than `max_wait`. `allow_private` permits addresses that are not of
    the public Internet. `hosts` is how many hosts are asked at the same time, each for one thing at a time.
    """

    user_agent: str = f"newsx/{__version__}"
    delay: float = 1.0
    max_delay: float = 30.0
    connect_timeout: float = 10.0
    read_timeout: float = 20.0
    page_timeout: float = 60.0
    max_wait: float = 60.0
    max_bytes: int = 64 * 1024 * 1024
    max_redirects: int = 10
    allow_private: bool = False
    hosts: int = 8

    def __post_init__(self) -> None:
        """Raise UsageError for settings that cannot be meant."""
        if not (self.user_agent[:1].isalpha() and self.user_agent.isascii() and self.user_agent.isprintable()):
            raise UsageError("the user agent must begin with a letter, and be printable ASCII on one line")
        if min(self.delay, self.max_delay, self.max_wait, self.max_redirects) < 0:
            raise UsageError("delays and the number of redirects cannot be negative")
        if min(self.connect_timeout, self.read_timeout, self.page_timeout, self.max_bytes, self.hosts) <= 0:
            raise UsageError("time limits, the size limit and the number of hosts must be above 0")
