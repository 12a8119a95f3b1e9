"""Reads what robots.txt allows (RFC 9309), in linear time whatever it holds.

The standard library's reader knows no wildcards. Protego does, but takes time that grows with the number of user agents
times the number of rules, and lets a group for "news" speak for "newsx".
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from urllib.parse import quote

from newsx.lazy import lazy_pattern

# RFC 9309, 2.5: at least so much of the file must be read; what follows is left out.
MAX_ROBOTS_BYTES = 500 * 1024

_LINE_END = lazy_pattern(r"\r\n?|\n")
_PRODUCT = lazy_pattern(r"[A-Za-z_-]+")
_ESCAPE = lazy_pattern(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_KEPT = "!$&'()*+,;=:@/~-._%?"
_EVERYONE = "*"


@dataclass(frozen=True, slots=True)
class _Rule:
    """A pattern in its parts between the wildcards; `length` is what it weighs, in octets of the pattern."""

    allows: bool
    parts: tuple[str, ...]
    to_end: bool
    length: int

    def matches(self, target: str) -> bool:
        """Tell whether the pattern fits the beginning of the target, or all of it."""
        if not target.startswith(self.parts[0]):
            return False
        place = len(self.parts[0])
        middle, last = self.parts[1:-1], self.parts[-1]
        if len(self.parts) == 1:
            return not self.to_end or place == len(target)
        for part in middle:
            place = target.find(part, place)
            if place < 0:
                return False
            place += len(part)
        if self.to_end:
            return target.endswith(last) and len(target) - len(last) >= place
        return target.find(last, place) >= 0


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules a host has for one crawler, the weightiest first, and how many seconds it asks it to wait."""

    rules: tuple[_Rule, ...] = ()
    delay: float = 0.0

    def allows(self, target: str) -> bool:
        """Tell whether the crawler may ask for the path and query: the longest rule that fits says so, or none speaks of it."""
        if target.partition("?")[0] == "/robots.txt":
            return True
        target = _canonical(target.replace("*", "%2A").replace("$", "%24"))
        return next((rule.allows for rule in self.rules if rule.matches(target)), True)


def read_robots(data: bytes, *, user_agent: str) -> Robots:
    """Return the rules of a robots.txt for the crawler of that name: those of all its groups, or else of the groups for everyone."""
    name = _product(user_agent)
    ours: list[_Rule] = []
    everyones: list[_Rule] = []
    delays = {name: 0.0, _EVERYONE: 0.0}
    named = False
    agents: set[str] = set()  # of the group being read, as far as they matter here
    in_rules = True
    for key, value in _fields(data):
        if key == "user-agent":
            if in_rules:
                agents, in_rules = set(), False
            agent = _EVERYONE if value == _EVERYONE else _product(value)
            agents |= {agent} & {name, _EVERYONE}
            named = named or agent == name
        elif key in ("allow", "disallow"):
            in_rules = True
            rule = _read_rule(value, allows=key == "allow") if agents and value else None
            if rule is not None:
                ours += [rule] if name in agents else []
                everyones += [rule] if _EVERYONE in agents else []
        elif key == "crawl-delay":
            in_rules = True
            for agent in agents:
                delays[agent] = max(delays[agent], _seconds(value))
    rules = ours if named else everyones
    rules.sort(key=lambda rule: (-rule.length, not rule.allows))
    return Robots(rules=tuple(rules), delay=delays[name if named else _EVERYONE])


def _fields(data: bytes) -> list[tuple[str, str]]:
    """Return the lines of the form "key: value", without comments."""
    text = data[:MAX_ROBOTS_BYTES].decode("utf-8", "replace").removeprefix("\ufeff")
    fields = []
    for line in _LINE_END.split(text):
        key, colon, value = line.partition("#")[0].partition(":")
        if colon:
            fields.append((key.strip().lower(), value.strip()))
    return fields


def _product(user_agent: str) -> str:
    """Return the name a crawler goes by in robots.txt: "newsx" of "newsx/1.0"."""
    match = _PRODUCT.match(user_agent)
    return match.group().lower() if match else ""


def _seconds(value: str) -> float:
    try:
        seconds = float(value)
    except ValueError:
        return 0.0
    return seconds if math.isfinite(seconds) and seconds > 0 else 0.0


def _read_rule(value: str, *, allows: bool) -> _Rule | None:
    """Return the rule, unless it is no path."""
    if not value.startswith(("/", "*")):
        return None
    pattern = _canonical(value)
    to_end = pattern.endswith("$")
    parts = re.sub(r"\*+", "*", pattern.removesuffix("$") if to_end else pattern).split("*")
    return _Rule(allows=allows, parts=tuple(parts), to_end=to_end, length=len(pattern))


def _canonical(target: str) -> str:
    """Return a path in which every character is spelled in one way (RFC 9309, 2.2.2)."""
    return _ESCAPE.sub(_spelled, quote(target, safe=_KEPT, errors="replace"))


def _spelled(escape: re.Match[str]) -> str:
    char = chr(int(escape[1], 16))
    return char if char in _UNRESERVED else escape[0].upper()
