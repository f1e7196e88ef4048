"""One row a field: each kind of tag says what its names say, and no field is forgotten."""

from dataclasses import fields

import pytest

from pipeline.model.file_tags import FILE_TAGS
from pipeline.stages.tags.tag import Tags

NOT_SAID = {"cover_description", "where"}
"""They go along with the cover, and with messages."""


def test_every_field_of_the_value_has_its_row() -> None:
    rows = {row.field for row in FILE_TAGS}
    assert {field.name for field in fields(Tags)} - NOT_SAID == rows - {"album_artist"}


@pytest.mark.parametrize("kind", ["id3", "mp4", "vorbis"])
def test_no_name_stands_for_two_fields(kind: str) -> None:
    names = [name for row in FILE_TAGS for name in ([row.vorbis] if kind == "vorbis" else getattr(row, kind)) if name]
    assert len(names) == len(set(names))
