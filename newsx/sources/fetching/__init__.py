"""Fetches the pages of a list of addresses, politely: robots.txt obeyed, one request at a time a host, nothing private.

The standard library's HTTP client does the talking, over sockets opened here: only so can a connection be made to the very
address that was checked, and be cut at a deadline whatever the other side does.
"""

from newsx.sources.fetching.addresses import read_addresses
from newsx.sources.fetching.policy import FetchPolicy
from newsx.sources.fetching.schedule import fetch

__all__ = ["FetchPolicy", "fetch", "read_addresses"]
