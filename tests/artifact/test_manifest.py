"""The manifest survives its own JSON, and nothing else passes for one."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.artifact.manifest import from_json, to_json
from pipeline.problems import StoreError
from tests.support.plans import a_catalogue, a_manifest


def test_a_manifest_reads_back_as_it_was() -> None:
    manifest = a_manifest(a_catalogue())
    assert from_json(to_json(manifest), "manifest.json") == manifest


def test_a_manifest_of_a_newer_version_is_refused() -> None:
    document = json.loads(to_json(a_manifest(a_catalogue())))
    with pytest.raises(StoreError, match="E0902"):
        from_json(json.dumps({**document, "format": 2}).encode(), "manifest.json")


@given(
    st.binary()
    | st.recursive(st.none() | st.text() | st.integers(), lambda x: st.dictionaries(st.text(), x)).map(
        lambda value: json.dumps(value).encode()
    )
)
def test_anything_else_is_refused_by_name(body: bytes) -> None:
    with pytest.raises(StoreError, match="E090"):
        from_json(body, "manifest.json")


def test_a_damaged_manifest_is_refused() -> None:
    document = json.loads(to_json(a_manifest(a_catalogue())))
    document["episodes"]["042"]["enclosure"]["size"] = "many"
    with pytest.raises(StoreError, match="E0901"):
        from_json(json.dumps(document).encode(), "manifest.json")
