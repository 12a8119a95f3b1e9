"""Who is named most often, in how many articles: asked of each format with the tool its users have, in one line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from made_records import fill, person, record, samples

from newsx.formats import open_sink

ANSWER = [("Kwabena Asante-Ofori", 4, 7), ("Ratna Kusumawardani", 3, 4)]

# One line each, broken here at white space.
LINES = {
    "sqlite3": """
        sqlite3 news.sqlite "SELECT name, articles, mentions FROM names WHERE kind = 'person'
        ORDER BY articles DESC, mentions DESC LIMIT 2"
    """,
    "sqlite-utils": """
        sqlite-utils news.sqlite "select name, articles, mentions from names where kind = 'person'
        order by articles desc, mentions desc limit 2" --csv --no-headers
    """,
    "jq": """
        jq -r -s '[.[].people[] | {name, n: (.mentions | length)}] | group_by(.name)
        | map([.[0].name, length, (map(.n) | add)]) | sort_by(-.[1], -.[2])[:2][] | @csv' all.jsonl
    """,
    "csvsql": """
        csvsql -y 0 --query "SELECT name, count(DISTINCT article_id), sum(mention_count) FROM people
        GROUP BY name ORDER BY 2 DESC, 3 DESC LIMIT 2" people.csv | tail -n +2
    """,
    "pandas": """
        python -c "import pandas as pd; print(pd.read_csv('people.csv').groupby('name')
        .agg(articles=('article_id', 'nunique'), mentions=('mention_count', 'sum'))
        .nlargest(2, ['articles', 'mentions']).to_csv(header=False))"
    """,
    "duckdb": """
        python -c "import duckdb; duckdb.sql(\\"SELECT p.name, count(DISTINCT id), sum(len(p.mentions))
        FROM (SELECT id, unnest(people) AS p FROM 'news.parquet') GROUP BY 1 ORDER BY 2 DESC, 3 DESC LIMIT 2\\")
        .to_csv('/dev/stdout', header=False)"
    """,
}


def naming(text: str, path: str) -> dict:
    """A record of a text, with the people of the answer and one more who stand in it."""
    names = [*(name for name, _, _ in ANSWER), "Amina Diallo"]
    spans = [(text.index(name), text.index(name) + len(name)) for name in names if name in text]
    return record(text, path=path, people=[person(text, span) for span in spans])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outputs")
    first = naming("Kwabena Asante-Ofori met Ratna Kusumawardani. Asante-Ofori smiled.", "1.txt")
    first["people"][0]["mentions"].append({"start": 46, "end": 58, "text": "Asante-Ofori", "confidence": 0.9})
    second = naming("Ratna Kusumawardani and Amina Diallo met Kwabena Asante-Ofori.", "2.txt")
    third = naming("Kwabena Asante-Ofori left.", "3.txt")
    records = [*samples(), first, second, third]
    for name, options in {
        "all.jsonl": {},
        "news.sqlite": {},
        "news.parquet": {},
        "people.csv": {"table": "people"},
    }.items():
        fill(open_sink(str(folder / name), **options), records)
    return folder


@pytest.mark.parametrize("tool", LINES)
def test_who_is_named_most_often(folder: Path, tool: str) -> None:
    line = " ".join(LINES[tool].split())
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    if not shutil.which(line.split()[0], path=path):
        pytest.skip(f"{line.split()[0]} is not installed")
    done = subprocess.run(
        line, shell=True, cwd=folder, capture_output=True, text=True, check=False, env={**os.environ, "PATH": path}
    )
    assert done.returncode == 0, done.stderr
    rows = [row.replace('"', "").replace("|", ",").split(",") for row in done.stdout.split("\n")]
    assert [(row[0], int(row[1]), int(float(row[2]))) for row in rows if row != [""]] == ANSWER


def test_sqlite_utils_finds_the_full_text_index(folder: Path) -> None:
    done = subprocess.run(
        [
            Path(sys.executable).parent / "sqlite-utils",
            "search",
            "news.sqlite",
            "articles",
            "loan water",
            "-c",
            "headline",
        ],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Desalination Plant" in done.stdout
