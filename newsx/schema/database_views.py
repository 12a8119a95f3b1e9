"""Indexes, views and full-text indexes of an SQLite database of records, written out in SQL."""

from __future__ import annotations

INDEXES = """
CREATE INDEX IF NOT EXISTS articles_by_date ON articles (date_published);
CREATE INDEX IF NOT EXISTS articles_by_url ON articles (url);
CREATE INDEX IF NOT EXISTS sources_by_article ON sources (article_id);
CREATE INDEX IF NOT EXISTS sources_by_path ON sources (path, record);
CREATE INDEX IF NOT EXISTS authors_by_name ON authors (name);
CREATE INDEX IF NOT EXISTS keywords_by_keyword ON keywords (keyword);
CREATE INDEX IF NOT EXISTS entities_by_name ON entities (kind, name);
CREATE INDEX IF NOT EXISTS entities_by_geonames ON entities (geonames_id);
CREATE INDEX IF NOT EXISTS aliases_by_alias ON aliases (alias);
CREATE INDEX IF NOT EXISTS dates_by_days ON dates (earliest, latest);
CREATE INDEX IF NOT EXISTS quotes_by_speaker ON quotes (speaker_name);
CREATE INDEX IF NOT EXISTS mentions_by_article ON mentions (article_id);
CREATE INDEX IF NOT EXISTS mentions_by_entity ON mentions (entity_id);
CREATE INDEX IF NOT EXISTS mentions_by_date ON mentions (date_id);
"""

# Full-text search over what was said, apart from the other views: databases made before there were quotes get it too.
QUOTE_SEARCH = "quotes_fts"
QUOTE_VIEWS = """
CREATE VIRTUAL TABLE quotes_fts USING fts5 (
    text, speaker_name, source_text, content="quotes", content_rowid="id", tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER quotes_inserted AFTER INSERT ON quotes BEGIN
    INSERT INTO quotes_fts (rowid, text, speaker_name, source_text)
    VALUES (new.id, new.text, new.speaker_name, new.source_text);
END;
CREATE TRIGGER quotes_deleted AFTER DELETE ON quotes BEGIN
    INSERT INTO quotes_fts (quotes_fts, rowid, text, speaker_name, source_text)
    VALUES ('delete', old.id, old.text, old.speaker_name, old.source_text);
END;

-- Who said what, with what the article calls them.
CREATE VIEW said AS
SELECT
    quotes.speaker_name AS speaker,
    (
        SELECT roles.phrase FROM roles JOIN entities ON entities.id = roles.entity_id
        WHERE entities.article_id = quotes.article_id AND entities.kind = 'person' AND entities.name = quotes.speaker_name
        ORDER BY roles.position LIMIT 1
    ) AS role,
    quotes.text,
    quotes.cue_text AS cue,
    quotes.confidence,
    quotes.id AS quote_id,
    articles.id AS article_id,
    articles.headline,
    articles.date_published,
    articles.url
FROM quotes
JOIN articles ON articles.id = quotes.article_id;
"""

# Offsets are code points of articles.text from 0, end exclusive: substr(text, start_char + 1, end_char - start_char).
VIEWS = """
CREATE VIRTUAL TABLE articles_fts USING fts5 (
    headline, text, content="articles", content_rowid="number", tokenize='unicode61 remove_diacritics 2'
);
CREATE TRIGGER articles_inserted AFTER INSERT ON articles BEGIN
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;
CREATE TRIGGER articles_deleted AFTER DELETE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
END;
CREATE TRIGGER articles_updated AFTER UPDATE ON articles BEGIN
    INSERT INTO articles_fts (articles_fts, rowid, headline, text)
    VALUES ('delete', old.number, old.headline, old.text);
    INSERT INTO articles_fts (rowid, headline, text) VALUES (new.number, new.headline, new.text);
END;

-- Who, where and which organisations, across articles. The same name is counted together; places only where their entry is the same.
CREATE VIEW names AS
SELECT
    entities.kind,
    entities.name,
    entities.country_code,
    entities.geonames_id,
    count(DISTINCT entities.article_id) AS articles,
    count(mentions.id) AS mentions,
    min(articles.date_published) AS first_published,
    max(articles.date_published) AS last_published
FROM entities
JOIN articles ON articles.id = entities.article_id
LEFT JOIN mentions ON mentions.entity_id = entities.id
GROUP BY entities.kind, entities.name, entities.country_code, entities.geonames_id;

-- Every mention with what it means and the article it stands in.
CREATE VIEW mentioned AS
SELECT
    coalesce(entities.kind, 'date') AS kind,
    coalesce(entities.name, dates.value) AS name,
    mentions.text,
    mentions.start_char,
    mentions.end_char,
    mentions.confidence,
    articles.id AS article_id,
    articles.headline,
    articles.date_published,
    articles.url
FROM mentions
JOIN articles ON articles.id = mentions.article_id
LEFT JOIN entities ON entities.id = mentions.entity_id
LEFT JOIN dates ON dates.id = mentions.date_id;
"""
