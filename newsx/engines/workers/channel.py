"""Sends whole Python objects over a socket between processes of one run.

Both ends are this program, forked from one process, so that pickle is safe here; nothing from outside is ever unpickled.
"""

from __future__ import annotations

import pickle
import select
import socket
import struct
from typing import Any

_LENGTH = struct.Struct("!Q")
_BLOCK = 1 << 20
_STEP_MILLISECONDS = 1000
# Seconds a supervisor waits for a process that is stuck in the middle of a message.
PATIENCE = 60.0


class Channel:
    """One end of a connection; messages arrive whole and in order, or the end of the other side is told by EOFError.

    With `patience`, in seconds, a side that is stuck in the middle of a message ends the wait with TimeoutError. It counts the
    time in which this process was awake.
    """

    def __init__(self, sock: socket.socket, *, patience: float | None = None) -> None:
        self._socket = sock
        self._patience = patience

    def fileno(self) -> int:
        """Return the file descriptor, for selectors."""
        return self._socket.fileno()

    def send(self, message: object) -> None:
        """Hand the message to the system; raises OSError when the other side is gone."""
        data = pickle.dumps(message, protocol=pickle.HIGHEST_PROTOCOL)
        self._send(_LENGTH.pack(len(data)) + data)

    def receive(self) -> Any:
        """Return the next message; raises EOFError when the other side has ended, even in the middle of a message."""
        (length,) = _LENGTH.unpack(self._read(_LENGTH.size))
        return pickle.loads(self._read(length))  # noqa: S301 - see the head of this file

    def send_end(self, end: socket.socket) -> None:
        """Hand over one end of another connection (and close it here)."""
        try:
            socket.send_fds(self._socket, [b"+"], [end.fileno()])
        finally:
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

    def _send(self, data: bytes) -> None:
        if self._patience is None:
            self._socket.sendall(data)
            return
        view = memoryview(data)
        while view:
            try:
                view = view[self._socket.send(view[:_BLOCK], socket.MSG_DONTWAIT) :]
            except BlockingIOError:
                self._wait(select.POLLOUT)

    def _wait(self, event: int) -> None:
        """Wait for the other side, a second at a time: while the run is suspended, no more than one of them goes by."""
        poll = select.poll()
        poll.register(self._socket, event)
        for _ in range(max(1, round(self._patience or 0))):
            if poll.poll(_STEP_MILLISECONDS):
                return
        raise TimeoutError("the other process does not answer")

    def _read(self, size: int) -> bytes:
        flags = 0 if self._patience is None else socket.MSG_DONTWAIT
        parts = []
        while size:
            try:
                part = self._socket.recv(min(size, _BLOCK), flags)
            except BlockingIOError:
                self._wait(select.POLLIN)
                continue
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
