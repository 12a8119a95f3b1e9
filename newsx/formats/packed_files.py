"""Files that are packed as they are written, and appear whole. Called by the writers of formats that can be written packed."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING, Any

from newsx.errors import UsageError
from newsx.formats.files import AtomicFile, output_error, remove_leftovers_of

if TYPE_CHECKING:
    from typing_extensions import Buffer

# gzip's own default packs JSON lines a tenth smaller than this, in three times the time.
_GZIP_LEVEL = 6


class PackedFile:
    """A packed file for writing; what is written has its place when it is committed."""

    def __init__(self, path: str, packing: str) -> None:
        """`packing` is "gzip" or "zstd". Raises UsageError when a library for it is missing, OutputError."""
        pack = _packer(packing)
        self._path = path
        remove_leftovers_of(path)
        self._target = AtomicFile(path)
        self._file = pack(self._target.file)

    def write(self, data: Buffer) -> int:
        """Write the data. Raises OSError."""
        return int(self._file.write(data))

    def flush(self) -> None:
        """Do nothing: small blocks pack badly, and nobody reads the file before it is whole."""

    def commit(self) -> None:
        """End the packed stream, bring the file to disk and put it into its place. Raises OutputError."""
        try:
            self._file.close()
        except OSError as error:
            self._target.discard()
            raise output_error(self._path, error) from error
        self._target.commit()


def _packer(packing: str) -> Any:
    if packing == "gzip":
        # No time and no name in its header: the same records are the same bytes.
        return lambda file: gzip.GzipFile(filename="", mode="wb", compresslevel=_GZIP_LEVEL, fileobj=file, mtime=0)
    try:
        import zstandard
    except ImportError as error:
        raise UsageError("to write zstd: install newsx[zstd]") from error
    return lambda file: zstandard.ZstdCompressor().stream_writer(file, closefd=False)
