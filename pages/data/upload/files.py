"""Several files at once at the upload desk: each has its own review, in an order in which nothing waits for another."""

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import BinaryIO

import streamlit as st

from cx.errors import CxError
from cx.loading.files import archives
from cx.tables.kinds import KINDS, in_order_of_load
from cx.text.formatting import _, count
from pages.data.upload import loads, matching, mending
from pages.data.upload import reading as desk_reading
from pages.shared import safe_text


@dataclass(frozen=True)
class Part:
    """One of several files of an archive, which is chosen, reviewed and imported as a file of its own."""

    archive: BinaryIO
    file_id: str
    part: str

    @property
    def name(self) -> str:
        """Its own name, without the folders of the archive."""
        return PurePosixPath(self.part).name

    def seek(self, place: int) -> int:
        """As the archive's."""
        return self.archive.seek(place)

    def read(self, size: int = -1) -> bytes:
        """As the archive's."""
        return self.archive.read(size)


def unpacked(files: list) -> list:
    """The files, those inside in place of an archive of several."""
    found = []
    for file in files:
        parts = archives.texts_inside(file)
        several = [Part(file, f"{file.file_id}-{place}", part) for place, part in enumerate(parts)]
        found += several if len(several) > 1 else [file]
    return found


def current(files: list):
    """The file that is looked at: the only one, or the one chosen among several; None when there is none."""
    if len(files) < 2:
        return files[0] if files else None
    ordered = sorted(files, key=_place)
    by_id = {file.file_id: file for file in ordered}
    waiting = [key for key, file in by_id.items() if loads.receipt_of(file) is None]
    if st.session_state.get("file") not in by_id:
        st.session_state["file"] = (waiting or list(by_id))[0]
    st.caption(
        _("{files}, {left} to import; customers and products first").format(
            files=count(len(files), _("file"), _("files")), left=len(waiting)
        )
    )
    chosen = st.pills(
        _("File"),
        list(by_id),
        format_func=lambda key: (
            f"{':material/check: ' if key not in waiting else ''}{safe_text.escaped(by_id[key].name)}"
        ),
        key="file",
        required=True,
        label_visibility="collapsed",
    )
    return by_id[chosen]


def following(files: list, file):
    """The next file that waits to be imported, or None."""
    waiting = [other for other in files if other is not file and loads.receipt_of(other) is None]
    return min(waiting, key=_place, default=None)


def turn_to(file) -> None:
    """Look at this file in the next run."""
    st.session_state["file"] = file.file_id


def _place(file) -> tuple[int, str]:
    """Parents first, then the order of the kinds, then by name; what cannot be read comes last."""
    reading = matching.Reading(
        part=desk_reading.part_of(file),
        clean=matching.starts_clean(),
        decisions=mending.decisions(file, "", None),
    )
    try:
        kind = matching.seen(file, reading).kind
    except CxError:
        return len(KINDS) + 1, file.name
    return in_order_of_load().index(kind), file.name
