"""Room for connections: each takes a file descriptor, of which a process may have only so many."""

from __future__ import annotations

import logging
import resource
from typing import Final

from limina.transport.http import REFUSED_CONNECTIONS

log = logging.getLogger(__name__)

#: Descriptors for everything else: pipes of workers, listening sockets, files that are read.
OTHERS: Final = 256 + REFUSED_CONNECTIONS


def make_room(connections: int) -> int:
    """Have this process, and those it starts, open as many files as connections will need.

    Many systems start a process with far fewer than it may ask for.

    Args:
        connections: How many there may be at a time.

    Returns:
        How many there is room for; where that is fewer, it is logged.
    """
    wanted = connections + OTHERS
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if _at_least(soft, wanted):
        return connections
    reachable = wanted if _at_least(hard, wanted) else hard
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (reachable, hard))
    except (OSError, ValueError):
        reachable = soft
    if reachable >= wanted:
        return connections
    room = max(reachable - OTHERS, 1)
    log.warning(
        "max_connections: there is room for %d; raise the limit of open files to %d", room, wanted
    )
    return room


def _at_least(limit: int, wanted: int) -> bool:
    return limit == resource.RLIM_INFINITY or limit >= wanted
