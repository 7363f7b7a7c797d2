"""Two things that a file system can do with folders and Python has no name for."""

from __future__ import annotations

import ctypes
import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_HERE = -100  # AT_FDCWD: paths are as the program has them
_EXCHANGE = 2  # RENAME_EXCHANGE
_CANNOT = (errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step (Linux); False where the system cannot.

    Raises OSError where it can, and these two cannot be.
    """
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    if renameat2(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Nobody else inside `locked(folder)` meanwhile: a second one waits for the first to end.

    The folder need not be there. The lock is the operating system's, on the folder above, and
    leaves no file; it ends with the process, however that ends.
    """
    above = folder.resolve().parent
    while not above.is_dir() and above != above.parent:
        above = above.parent
    handle = None
    with suppress(OSError):  # a file system without locks
        if fcntl is not None:
            handle = os.open(above, os.O_RDONLY)
            fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield
    finally:
        if handle is not None:
            os.close(handle)
