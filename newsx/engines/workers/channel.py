"""Sends whole Python objects over a socket between processes of one run.

Both ends are this program, forked from one process, so that pickle is safe here; nothing from outside is ever unpickled.
"""

from __future__ import annotations

import pickle
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")
_BLOCK = 1 << 20


class Channel:
    """One end of a connection; messages arrive whole and in order, or the end of the other side is told by EOFError."""

    def __init__(self, sock: socket.socket) -> None:
        self._socket = sock

    def fileno(self) -> int:
        """Return the file descriptor, for selectors."""
        return self._socket.fileno()

    def send(self, message: object) -> None:
        """Hand the message to the system; raises OSError when the other side is gone."""
        data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        self._socket.sendall(_LENGTH.pack(len(data)) + data)

    def receive(self) -> Any:
        """Return the next message; raises EOFError when the other side has ended, even in the middle of a message."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        return pickle.loads(self._read(length))  # noqa: S301 - see the head of this file

    def send_end(self, end: socket.socket) -> None:
        """Hand over one end of another connection (and close it here)."""
        socket.send_fds(self._socket, [b"+"], [end.fileno()])
        end.close()

    def receive_end(self) -> socket.socket:
        """Return the end of a connection the other side has handed over."""
        data, handles, _, _ = socket.recv_fds(self._socket, 1, 1)
        if not data or not handles:
            raise EOFError
        return socket.socket(fileno=handles[0])

    def close(self) -> None:
        """Close the connection on this side."""
        self._socket.close()

    def _read(self, size: int) -> bytes:
        parts = []
        while size:
            try:
                part = self._socket.recv(min(size, _BLOCK))
            except ConnectionError as error:
                raise EOFError from error
            if not part:
                raise EOFError
            parts.append(part)
            size -= len(part)
        return b"".join(parts)


def make_pair() -> tuple[socket.socket, socket.socket]:
    """Return two connected ends."""
    return socket.socketpair()
