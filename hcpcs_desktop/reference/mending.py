"""Answers and changes over a cache that may turn out damaged: it is rebuilt from the kept originals."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from hcpcs_desktop.cache.faults import DamagedFile, EnvironmentFault, Interrupted
from hcpcs_desktop.cache.files import Folder
from hcpcs_desktop.cache.reader import Reader
from hcpcs_desktop.reference.errors import LoadCancelled

T = TypeVar("T")


class Mender:
    """Asks and changes the cache of `folder` that `reader` reads; `told` says what was mended."""

    def __init__(self, folder: Folder, reader: Reader) -> None:
        self._folder = folder
        self._reader = reader
        self.told: tuple[str, ...] = ()

    def ask(self, question: Callable[[], T]) -> T:
        """Answer; where the cache turns out damaged, rebuild it from the originals and answer then."""
        try:
            return question()
        except (Interrupted, EnvironmentFault):
            raise
        except DamagedFile:
            self.mend()
        except Exception:
            if not self._reader.check():
                raise
            self.mend()
        return question()

    def change(self, work: Callable[[], T]) -> T:
        """Change the cache; where it turns out damaged, rebuild it and change it then.

        This may run in another thread than the questions, so it leaves their reader alone.
        """
        try:
            return work()
        except (Interrupted, EnvironmentFault, LoadCancelled):
            raise
        except Exception as error:
            own = Reader(self._folder)
            try:
                damaged = isinstance(error, DamagedFile) or bool(own.check())
            finally:
                own.close()
            if not damaged:
                raise
            self._rebuild(self._folder.current())
        return work()

    def mend(self) -> None:
        """Rebuild the cache from the kept originals."""
        damaged = self._reader.path
        self._reader.close()
        self._rebuild(damaged)

    def _rebuild(self, damaged: Path | None) -> None:
        from hcpcs_desktop.reference.rebuilding import rebuild  # noqa: PLC0415 - seldom needed

        self.told = (*self.told, *rebuild(self._folder, damaged))
