"""Texts beyond spaCy's own limit go through pipelines made elsewhere in pieces, with offsets kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsx.deferral import deferred, import_lean, unopened
from newsx.pipeline import annotating, load_pipeline
from newsx.records import ArticleText, Metadata, Origin, Page


def article(text: str) -> ArticleText:
    origin = Origin(path="x", media_type="text/plain", charset="utf-8", sha256="0" * 64)
    return ArticleText(Page(origin, text, is_html=False), text, Metadata(), "plain_text")


def entities(text: str, nlp) -> list[tuple[int, str, str]]:
    doc = annotating.annotate(article(text), nlp)
    assert doc.text == text
    return [(ent.start_char, ent.text, ent.label_) for ent in doc.ents]


def test_a_text_over_a_million_characters_keeps_its_offsets(tiny_model: Path) -> None:
    nlp = load_pipeline(str(tiny_model))
    unit = "Amina Diallo of Radio Teranga came home to Dakar, and rain fell on the roofs of the old town.\n\n"
    text = unit * 11_000
    assert len(text) > nlp.max_length
    found = entities(text, nlp)
    assert len(found) == 3 * 11_000
    assert all(text.startswith(words, start) for start, words, _ in found)


@pytest.mark.parametrize("end", ["\n\n", " "])
def test_pieces_give_what_the_whole_gives(tiny_model: Path, monkeypatch: pytest.MonkeyPatch, end: str) -> None:
    nlp = load_pipeline(str(tiny_model))
    text = f"In Dakar rain fell on the roofs of the old town and on Amina Diallo.{end}" * 40
    whole = entities(text, nlp)
    monkeypatch.setattr(annotating, "_MAX_CHARS_AT_ONCE", 300)
    pieces = entities(text, nlp)
    if end == "\n\n":
        assert pieces == whole
    assert set(pieces) <= set(whole)
    assert len(pieces) >= len(whole) - len(text) // 300


def test_the_tokeniser_read_from_the_file_is_the_one_that_was_saved(tiny_model: Path) -> None:
    import spacy

    text = (
        "Mr. O'Neil's U.S.-based firm (Ltd.) won't pay $5m/yr, e.g. via https://x.example/a?b=1 or a@b.example :-) 10km"
    )
    ours = load_pipeline(str(tiny_model)).tokenizer
    theirs = spacy.load(tiny_model).tokenizer
    assert [(token.text, token.norm_) for token in ours(text)] == [(token.text, token.norm_) for token in theirs(text)]
    assert ours.to_bytes(exclude=["vocab"]) == theirs.to_bytes(exclude=["vocab"])


PACKAGE = {
    "__init__.py": "from leanpkg.cli.info import info\nfrom leanpkg.core import run\n",
    "core.py": "def run():\n    return 1\n",
    "cli/__init__.py": "import leanpkg.heavy\n",
    "cli/info.py": "def info():\n    return 'real'\n\nclass Kind:\n    size = 3\n",
    "heavy.py": "LOADED = True\n",
}


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    import sys

    folder = tmp_path / "leanpkg"
    (folder / "cli").mkdir(parents=True)
    for name, code in PACKAGE.items():
        (folder / name).write_text(code)
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.split(".")[0] == "leanpkg"]:
        del sys.modules[name]


def test_a_package_is_imported_without_what_is_put_off(package: Path) -> None:
    import sys

    module = import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app")
    assert module.run() == 1
    assert "leanpkg.heavy" not in sys.modules
    assert module.info() == "real"
    assert "leanpkg.heavy" in sys.modules
    assert import_lean("leanpkg") is module


def test_a_package_that_needs_it_after_all_is_imported_as_ever(package: Path) -> None:
    (package / "core.py").write_text("import leanpkg.cli\nassert leanpkg.cli.__path__\ndef run():\n    return 2\n")
    module = import_lean("leanpkg", "leanpkg.cli.info.info", "leanpkg.cli.app")
    assert module.run() == 2
    assert module.info() == "real"


def test_what_stands_in_behaves_as_the_real_thing(package: Path) -> None:
    with deferred("leanpkg.cli.info.Kind"):
        from leanpkg.cli.info import Kind
    assert Kind.size == 3
    thing = Kind()
    assert isinstance(thing, Kind)
    from leanpkg.cli.info import Kind as Real

    assert type(thing) is Real


def test_all_names_of_a_module_can_be_put_off(package: Path) -> None:
    import sys

    with deferred("leanpkg.cli.*", "leanpkg.cli.info.*"):
        from leanpkg import cli
        from leanpkg.cli.info import Kind
    assert not isinstance(3, Kind)
    assert not issubclass(int, Kind)
    assert "leanpkg.cli.info" not in sys.modules
    assert Kind().__class__.__name__ == "Kind"
    assert isinstance(Kind(), Kind)
    assert cli.info.Kind.size == 3


def test_a_package_stays_unopened_until_a_name_of_its_own_is_asked_for(package: Path) -> None:
    import sys

    unopened("leanpkg")
    import leanpkg.cli.info

    before = set(sys.modules)
    assert leanpkg.cli.info.info() == "real"
    assert "run" not in vars(leanpkg)
    assert leanpkg.run() == 1
    assert sys.modules["leanpkg"] is leanpkg
    assert "leanpkg.core" in set(sys.modules) - before


def test_a_package_that_is_not_there_cannot_be_left_unopened() -> None:
    with pytest.raises(ModuleNotFoundError, match="nosuchpackage"):
        unopened("nosuchpackage")
