"""Changes of the files, read as they happen."""

from __future__ import annotations

import asyncio
from asyncio import get_running_loop
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Final

from watchfiles import Change, awatch

from briefing.tui.content import GONE, inode, watched

if TYPE_CHECKING:
    from briefing.tui.app import BriefingApp

_LOOK_EVERY: Final = 1000
"""Milliseconds between two looks at whether the folder is still there."""


async def watch(app: BriefingApp) -> None:
    """Have the content read again whenever something in its folder changes, and once for what changed before this."""
    root, look_again = app.root, app.look_again
    while True:
        # Called once this waits, and so once changes are heard of: what came between two looks is seen by neither.
        get_running_loop().call_soon(look_again)
        look_again = app.read_again
        app.watching, folder, folders = True, inode(root), watched(root)
        deleted = (Change.deleted, str(root))
        # Each by itself: to watch all that is in a folder, every file in it is looked up first.
        changes = awatch(
            *folders, recursive=False, step=5, debounce=20, rust_timeout=_LOOK_EVERY, yield_on_timeout=True
        )
        try:
            async with aclosing(changes):
                async for some in changes:
                    # A folder that is moved away tells nothing: it is looked for now and then.
                    if deleted in some or inode(root) != folder or watched(root) != folders:
                        break
                    # One that was made anew is another, though it may be numbered like the one before.
                    if any(change is not Change.modified and Path(path) in folders for change, path in some):
                        break
                    if some:
                        app.read_again(frozenset(Path(path) for _, path in some))
        except (OSError, RuntimeError):
            if inode(root) and watched(root) == folders:
                app.watching = False
                app.dashboard.notice("changes to the files are not seen here; r reads them again", grave=True)
                return
        if not inode(root):
            app.dashboard.notice(GONE, grave=True)
            while not inode(root):
                await asyncio.sleep(_LOOK_EVERY / 1000)
            app.dashboard.notice("the folder is back")
