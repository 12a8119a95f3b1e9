-- Everything a dossier asks of its database; nothing else in the room holds SQL. `-- name:` begins a statement.
-- A dossier kept elsewhere (PostgreSQL, shards by block) is another file with these names.

-- `in_both(a, b)` counts the numbers that two lists with commas share: the sentences of an article that name both.

-- name: schema
CREATE TABLE articles(
  id INTEGER PRIMARY KEY, record TEXT NOT NULL UNIQUE, source_id TEXT, path TEXT, part TEXT, sha256 TEXT, day TEXT, headline TEXT, url TEXT,
  publisher TEXT, language TEXT, countries TEXT NOT NULL, words INTEGER NOT NULL, text BLOB NOT NULL,
  story INTEGER, copy_of INTEGER, likeness REAL);
CREATE INDEX articles_path ON articles(path);
CREATE INDEX articles_day ON articles(day);
CREATE INDEX articles_story ON articles(story);
CREATE TABLE records(article INTEGER PRIMARY KEY, rest BLOB NOT NULL);
CREATE TABLE profiles(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, articles INTEGER NOT NULL DEFAULT 0,
  mentions INTEGER NOT NULL DEFAULT 0, first TEXT, last TEXT, first_article INTEGER, country TEXT,
  context TEXT NOT NULL DEFAULT '{}', renamed TEXT);
CREATE INDEX profiles_kind ON profiles(kind, articles);
CREATE INDEX profiles_name ON profiles(name);
CREATE TABLE forms(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, key TEXT NOT NULL, name TEXT NOT NULL, profile INTEGER NOT NULL);
CREATE INDEX forms_key ON forms(kind, key);
CREATE INDEX forms_name ON forms(name);
CREATE INDEX forms_profile ON forms(profile);
CREATE TABLE blocks(code TEXT NOT NULL, form INTEGER NOT NULL, PRIMARY KEY(code, form)) WITHOUT ROWID;
CREATE TABLE refs(
  article INTEGER NOT NULL, profile INTEGER NOT NULL, form INTEGER NOT NULL, mentions INTEGER NOT NULL,
  sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL,
  about TEXT NOT NULL, sentences TEXT NOT NULL, PRIMARY KEY(article, profile, form)) WITHOUT ROWID;
CREATE INDEX refs_profile ON refs(profile, article);
CREATE TABLE names(
  article INTEGER NOT NULL, form INTEGER NOT NULL, name TEXT NOT NULL, mentions INTEGER NOT NULL,
  PRIMARY KEY(article, form, name)) WITHOUT ROWID;
CREATE TABLE roles(
  article INTEGER NOT NULL, form INTEGER NOT NULL, role TEXT NOT NULL, organisation TEXT, place TEXT, country TEXT, status TEXT,
  phrase_start INTEGER NOT NULL, phrase_end INTEGER NOT NULL);
CREATE INDEX roles_article ON roles(article, form);
CREATE TABLE questions(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, form_a INTEGER NOT NULL, form_b INTEGER NOT NULL, article INTEGER NOT NULL,
  score REAL NOT NULL, reason TEXT NOT NULL, UNIQUE(form_a, form_b));
CREATE TABLE verdicts(
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, verdict TEXT NOT NULL, key_a TEXT NOT NULL, form_a TEXT NOT NULL, article_a TEXT,
  key_b TEXT NOT NULL, form_b TEXT NOT NULL, article_b TEXT, moved TEXT NOT NULL DEFAULT '[]', undone INTEGER NOT NULL DEFAULT 0);
CREATE INDEX verdicts_a ON verdicts(kind, key_a);
CREATE INDEX verdicts_b ON verdicts(kind, key_b);
CREATE TABLE events(
  article INTEGER NOT NULL, number INTEGER NOT NULL, first TEXT NOT NULL, last TEXT NOT NULL, value TEXT NOT NULL,
  is_event INTEGER NOT NULL, sentence_start INTEGER NOT NULL, sentence_end INTEGER NOT NULL,
  PRIMARY KEY(article, number)) WITHOUT ROWID;
CREATE TABLE event_names(
  form INTEGER NOT NULL, article INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(article, number, form)) WITHOUT ROWID;
CREATE TABLE quotes(
  article INTEGER NOT NULL, form INTEGER NOT NULL, cue TEXT, quote_start INTEGER NOT NULL, quote_end INTEGER NOT NULL);
CREATE INDEX quotes_article ON quotes(article, form);
CREATE TABLE points(
  profile INTEGER PRIMARY KEY, latitude REAL NOT NULL, longitude REAL NOT NULL, geonames_id INTEGER, subkind TEXT);
CREATE TABLE stories(id INTEGER PRIMARY KEY, first TEXT, last TEXT, articles INTEGER NOT NULL, headline TEXT, vector BLOB NOT NULL);
CREATE TABLE terms(term TEXT NOT NULL, day TEXT NOT NULL, story INTEGER NOT NULL, PRIMARY KEY(term, day, story)) WITHOUT ROWID;
CREATE TABLE frequencies(term TEXT PRIMARY KEY, articles INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bands(code INTEGER NOT NULL, article INTEGER NOT NULL, PRIMARY KEY(code, article)) WITHOUT ROWID;
CREATE TABLE prints(article INTEGER PRIMARY KEY, signature BLOB NOT NULL, sentences BLOB NOT NULL);
CREATE VIRTUAL TABLE article_words USING fts5(headline, body, content='', tokenize='unicode61 remove_diacritics 2');
CREATE VIEW top AS
  SELECT kind, name, country, articles, mentions, first, last, id FROM profiles WHERE articles > 0;
CREATE VIEW appearances AS
  SELECT a.record, a.day, a.headline, p.kind, p.name, r.mentions, r.reason FROM refs r
  JOIN articles a ON a.id = r.article JOIN profiles p ON p.id = r.profile;

-- name: begin
BEGIN IMMEDIATE

-- name: begin_reading
BEGIN

-- name: commit
COMMIT

-- name: rollback
ROLLBACK

-- name: article_of_record
SELECT id FROM articles WHERE record = ?

-- name: count_articles
SELECT count(*) FROM articles

-- name: count_profiles
SELECT kind, count(*) FROM profiles WHERE articles > 0 GROUP BY kind

-- name: count_undated
SELECT count(*) FROM articles WHERE day IS NULL

-- name: add_article
INSERT INTO articles(record, source_id, path, part, sha256, day, headline, url, publisher, language, countries, words, text)
VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)

-- name: add_words
INSERT INTO article_words(rowid, headline, body) VALUES (?,?,?)

-- name: forms_of_key
SELECT f.id, f.name, f.key, p.id, p.context, p.articles, p.country FROM forms f JOIN profiles p ON p.id = f.profile
WHERE f.kind = ? AND f.key = ? ORDER BY f.id

-- name: forms_of_block
SELECT form FROM blocks WHERE code = ? ORDER BY form LIMIT ?

-- name: latest_of_block
SELECT form FROM blocks WHERE code = ? ORDER BY form DESC LIMIT ?

-- name: form
SELECT f.id, f.name, f.key, p.id, p.context, p.articles, p.country FROM forms f JOIN profiles p ON p.id = f.profile WHERE f.id = ?

-- name: forms_of_profile
SELECT id, kind, key, name FROM forms WHERE profile = ? ORDER BY id

-- name: add_form
INSERT INTO forms(kind, key, name, profile) VALUES (?,?,?,?)

-- name: add_block
INSERT OR IGNORE INTO blocks VALUES (?,?)

-- name: add_profile
INSERT INTO profiles(kind, name, country) VALUES (?,?,?)

-- name: add_ref
INSERT INTO refs VALUES (?,?,?,?,?,?,?,?,?,?)
ON CONFLICT(article, profile, form) DO UPDATE SET mentions = mentions + excluded.mentions, sentences = sentences || ',' || excluded.sentences

-- name: add_name
INSERT INTO names VALUES (?,?,?,?) ON CONFLICT(article, form, name) DO UPDATE SET mentions = mentions + excluded.mentions

-- name: add_role
INSERT INTO roles VALUES (?,?,?,?,?,?,?,?,?)

-- name: add_quote
INSERT INTO quotes VALUES (?,?,?,?,?)

-- name: add_point
INSERT OR IGNORE INTO points VALUES (?,?,?,?,?)

-- name: add_event
INSERT INTO events VALUES (?,?,?,?,?,?,?,?)

-- name: add_event_name
INSERT OR IGNORE INTO event_names VALUES (?,?,?)

-- name: count_in
UPDATE profiles SET articles = articles + ?7, mentions = mentions + ?1,
  first = CASE WHEN first IS NULL OR ?2 < first THEN coalesce(?2, first) ELSE first END,
  last = CASE WHEN last IS NULL OR ?2 > last THEN coalesce(?2, last) ELSE last END,
  first_article = coalesce(first_article, ?3), country = CASE kind WHEN 'organisation' THEN ?4 ELSE coalesce(country, ?4) END,
  context = ?5 WHERE id = ?6

-- name: recount
UPDATE profiles SET
  articles = (SELECT count(DISTINCT article) FROM refs WHERE profile = ?1),
  mentions = coalesce((SELECT sum(mentions) FROM refs WHERE profile = ?1), 0),
  first = (SELECT min(a.day) FROM refs r JOIN articles a ON a.id = r.article WHERE r.profile = ?1),
  last = (SELECT max(a.day) FROM refs r JOIN articles a ON a.id = r.article WHERE r.profile = ?1),
  first_article = (SELECT min(article) FROM refs WHERE profile = ?1),
  country = CASE kind WHEN 'organisation' THEN ?3 ELSE country END,
  context = ?2 WHERE id = ?1

-- name: about_of_profile
SELECT a.day, r.about FROM refs r JOIN articles a ON a.id = r.article WHERE r.profile = ? ORDER BY r.article

-- name: move_forms
UPDATE forms SET profile = ? WHERE profile = ?

-- name: move_form
UPDATE forms SET profile = ? WHERE id = ?

-- name: move_refs
UPDATE refs SET profile = ? WHERE profile = ?

-- name: move_refs_of_form
UPDATE refs SET profile = ? WHERE form = ?

-- name: move_ref
UPDATE refs SET profile = ?, form = ? WHERE article = ? AND form = ?

-- name: move_names
UPDATE names SET form = ? WHERE article = ? AND form = ?

-- name: move_roles
UPDATE roles SET form = ? WHERE article = ? AND form = ?

-- name: move_quotes
UPDATE quotes SET form = ? WHERE article = ? AND form = ?

-- name: move_event_names
UPDATE event_names SET form = ? WHERE article = ? AND form = ?

-- name: move_point
UPDATE OR IGNORE points SET profile = ? WHERE profile = ?

-- name: articles_of_form
SELECT r.article, a.record FROM refs r JOIN articles a ON a.id = r.article WHERE r.form = ? ORDER BY r.article

-- name: profile
SELECT id, kind, name, articles, mentions, first, last, country, context, renamed FROM profiles WHERE id = ?

-- name: profile_by_name
SELECT id FROM profiles WHERE name = ? AND articles > 0 ORDER BY articles DESC, id

-- name: names_of_profile
SELECT n.name, sum(n.mentions), count(DISTINCT n.article) FROM refs r JOIN names n ON n.article = r.article AND n.form = r.form
WHERE r.profile = ? GROUP BY n.name ORDER BY 2 DESC, 1

-- name: set_name
UPDATE profiles SET name = ? WHERE id = ?

-- name: set_renamed
UPDATE profiles SET renamed = ? WHERE id = ?

-- name: company
SELECT DISTINCT r.profile FROM refs r WHERE r.article IN
  (SELECT article FROM refs WHERE profile = ?1 ORDER BY article DESC LIMIT 30) AND r.profile <> ?1

-- name: weights_of
SELECT id, kind, articles FROM profiles WHERE id = ?

-- name: refs_of_profile
SELECT a.id, a.record, a.source_id, a.day, a.headline, a.publisher, a.url, r.form, r.sentence_start, r.sentence_end, r.score, r.reason,
  r.mentions FROM refs r JOIN articles a ON a.id = r.article WHERE r.profile = ? ORDER BY a.day IS NULL, a.day, a.id

-- name: refs_of_article
SELECT r.profile, r.form, p.kind, p.name FROM refs r JOIN profiles p ON p.id = r.profile WHERE r.article = ? ORDER BY r.profile

-- name: names_in_article
SELECT name, mentions FROM names WHERE article = ? AND form = ? ORDER BY mentions DESC, name

-- name: text_of
SELECT text FROM articles WHERE id = ?

-- name: article
SELECT id, record, source_id, day, headline, publisher, url, story, copy_of, likeness FROM articles WHERE id = ?

-- name: all_profiles
SELECT id, kind, name, articles, mentions, first, last, country FROM profiles WHERE articles > 0 ORDER BY id

-- name: add_question
INSERT OR IGNORE INTO questions(kind, form_a, form_b, article, score, reason) VALUES (?,?,?,?,?,?)

-- name: count_questions
SELECT count(*) FROM questions

-- name: questions
SELECT q.id, q.kind, q.form_a, q.form_b, q.article, q.score, q.reason FROM questions q
JOIN forms a ON a.id = q.form_a JOIN forms b ON b.id = q.form_b WHERE a.profile <> b.profile
AND EXISTS (SELECT 1 FROM refs WHERE form = q.form_a) ORDER BY q.score DESC, q.id

-- name: verdicts_of_key
SELECT id, verdict, key_a, article_a, key_b, article_b FROM verdicts
WHERE kind = ?1 AND undone = 0 AND (key_a = ?2 OR key_b = ?2) ORDER BY id

-- name: all_verdicts
SELECT id, kind, verdict, form_a, article_a, form_b, article_b, undone FROM verdicts ORDER BY id

-- name: verdict
SELECT id, kind, verdict, key_a, form_a, article_a, key_b, form_b, article_b, moved, undone FROM verdicts WHERE id = ?

-- name: same_verdict
SELECT id FROM verdicts WHERE kind = ? AND verdict = ? AND form_a = ? AND article_a IS ? AND form_b = ? AND article_b IS ? AND undone = 0

-- name: add_verdict
INSERT INTO verdicts(kind, verdict, key_a, form_a, article_a, key_b, form_b, article_b) VALUES (?,?,?,?,?,?,?,?)

-- name: set_moved
UPDATE verdicts SET moved = ? WHERE id = ?

-- name: undo_verdict
UPDATE verdicts SET undone = 1 WHERE id = ?

-- name: count_verdicts
SELECT count(*) FROM verdicts WHERE undone = 0

-- name: top
SELECT id, kind, name, country, articles, mentions, first, last, context FROM profiles WHERE kind = ? AND articles > 0
ORDER BY articles DESC, mentions DESC, name, id LIMIT ?

-- name: top_within
SELECT p.id, p.kind, p.name, p.country, count(DISTINCT a.id), sum(r.mentions), min(a.day), max(a.day), p.context
FROM articles a JOIN refs r ON r.article = a.id JOIN profiles p ON p.id = r.profile
WHERE p.kind = ?1 AND (?3 IS NULL OR a.day >= ?3) AND (?4 IS NULL OR a.day <= ?4)
  AND (?5 IS NULL OR instr(a.countries, ?5) OR p.country = ?5 OR EXISTS (SELECT 1 FROM json_each(p.context, '$.home') h
    WHERE h.key = ?5 AND 3 * h.value >= (SELECT max(value) FROM json_each(p.context, '$.home'))))
  AND (?6 IS NULL OR EXISTS (SELECT 1 FROM roles o WHERE o.article = a.id AND o.form = r.form AND o.role LIKE ?6))
GROUP BY p.id ORDER BY 5 DESC, 6 DESC, p.name, p.id LIMIT ?2

-- name: roles_of_profile
SELECT o.role, o.organisation, o.place, o.country, o.status, count(DISTINCT o.article), min(a.day), max(a.day)
FROM refs r JOIN roles o ON o.article = r.article AND o.form = r.form JOIN articles a ON a.id = o.article
WHERE r.profile = ? GROUP BY lower(o.role), o.organisation, o.place, o.country, o.status ORDER BY 6 DESC, min(a.day), o.role, o.country

-- name: with_profile
SELECT p.id, p.kind, p.name, p.articles, count(DISTINCT mine.article) AS shared,
  sum(in_both(mine.sentences, theirs.sentences))
FROM refs mine JOIN refs theirs ON theirs.article = mine.article AND theirs.profile <> mine.profile
JOIN profiles p ON p.id = theirs.profile WHERE mine.profile = ?1 GROUP BY p.id
ORDER BY shared DESC, p.id LIMIT ?2

-- name: codes_from
SELECT DISTINCT code FROM blocks WHERE code >= ? AND code < ? LIMIT 20

-- name: refs_of_form
SELECT article, profile, form, mentions, sentence_start, sentence_end FROM refs WHERE form = ? ORDER BY article LIMIT ?

-- name: ref_in_article
SELECT r.profile, r.form FROM refs r JOIN forms f ON f.id = r.form WHERE r.article = ? AND f.kind = ? AND f.key = ?

-- name: copy_blocks
INSERT OR IGNORE INTO blocks SELECT code, ?1 FROM blocks WHERE form = ?2

-- name: forms_named
SELECT f.id FROM forms f JOIN profiles p ON p.id = f.profile WHERE f.kind = ? AND f.name = ? ORDER BY p.articles DESC, f.id

-- name: frequencies_of
SELECT term, articles FROM frequencies WHERE term IN (SELECT value FROM json_each(?))

-- name: count_terms
INSERT INTO frequencies VALUES (?, 1) ON CONFLICT(term) DO UPDATE SET articles = articles + 1

-- name: stories_of_term
SELECT DISTINCT story FROM terms WHERE term = ? AND day >= ? AND day <= ? ORDER BY story DESC LIMIT ?

-- name: add_term
INSERT OR IGNORE INTO terms VALUES (?,?,?)

-- name: story_vector
SELECT vector, articles FROM stories WHERE id = ?

-- name: add_story
INSERT INTO stories(first, last, articles, headline, vector) VALUES (?1, ?1, 1, ?2, ?3)

-- name: grow_story
UPDATE stories SET articles = articles + 1, vector = ?2,
  first = CASE WHEN first IS NULL OR ?3 < first THEN coalesce(?3, first) ELSE first END,
  last = CASE WHEN last IS NULL OR ?3 > last THEN coalesce(?3, last) ELSE last END WHERE id = ?1

-- name: set_story
UPDATE articles SET story = ? WHERE id = ?

-- name: stories
SELECT s.id, s.headline, s.articles, s.first, s.last, (SELECT count(*) FROM articles a WHERE a.story = s.id AND a.copy_of IS NOT NULL)
FROM stories s WHERE (?1 IS NULL OR s.first <= ?1 AND s.last >= ?1) AND s.articles >= ?2 ORDER BY s.articles DESC, s.last DESC, s.id LIMIT ?3

-- name: all_stories
SELECT id, first, last FROM stories ORDER BY id

-- name: articles_of_story
SELECT a.id, a.record, a.source_id, a.day, a.headline, o.source_id, o.record, a.likeness FROM articles a LEFT JOIN articles o ON o.id = a.copy_of
WHERE a.story = ? ORDER BY a.day IS NULL, a.day, a.id

-- name: articles_of_band
SELECT article FROM bands WHERE code = ? ORDER BY article LIMIT ?

-- name: add_band
INSERT OR IGNORE INTO bands VALUES (?,?)

-- name: prints_of
SELECT p.signature, p.sentences, a.day, a.copy_of FROM prints p JOIN articles a ON a.id = p.article WHERE p.article = ?

-- name: add_prints
INSERT INTO prints VALUES (?,?,?)

-- name: set_copy
UPDATE articles SET copy_of = ?, likeness = ? WHERE id = ?

-- name: move_copies
UPDATE articles SET copy_of = ? WHERE copy_of = ?

-- name: events_of_profile
SELECT e.first, e.last, e.value, e.is_event, e.sentence_start, e.sentence_end, a.id, a.record, a.publisher FROM refs r
JOIN event_names n ON n.article = r.article AND n.form = r.form JOIN events e ON e.article = n.article AND e.number = n.number
JOIN articles a ON a.id = e.article WHERE r.profile = ? ORDER BY e.first, e.last, a.id, e.number

-- name: events_of_story
SELECT e.first, e.last, e.value, e.is_event, e.sentence_start, e.sentence_end, a.id, a.record, a.publisher FROM articles a
JOIN events e ON e.article = a.id WHERE a.story = ? ORDER BY e.first, e.last, a.id, e.number

-- name: trend
SELECT substr(a.day, 1, ?2), count(DISTINCT a.id), sum(r.mentions) FROM refs r JOIN articles a ON a.id = r.article
WHERE r.profile = ?1 AND a.day IS NOT NULL GROUP BY 1 ORDER BY 1

-- name: trend_all
SELECT substr(day, 1, ?), count(*) FROM articles WHERE day IS NOT NULL GROUP BY 1

-- name: search
SELECT a.id, a.record, a.day, a.headline, a.publisher FROM article_words JOIN articles a ON a.id = article_words.rowid
WHERE article_words MATCH ? ORDER BY rank, a.id LIMIT ?

-- name: first_seen
SELECT id, kind, name, country, articles, mentions, first, last, context FROM profiles
WHERE articles > 0 AND first >= ?1 AND (?2 IS NULL OR kind = ?2) ORDER BY articles DESC, first, name, id LIMIT ?3

-- name: quotes_of_profile
SELECT a.id, a.record, a.day, q.cue, q.quote_start, q.quote_end FROM refs r JOIN quotes q ON q.article = r.article AND q.form = r.form
JOIN articles a ON a.id = r.article WHERE r.profile = ? ORDER BY a.day IS NULL, a.day, a.id, q.quote_start

-- name: all_quotes
SELECT a.record, a.day, r.profile, p.kind, p.name, q.cue, a.id, q.quote_start, q.quote_end FROM quotes q
JOIN refs r ON r.article = q.article AND r.form = q.form JOIN profiles p ON p.id = r.profile
JOIN articles a ON a.id = q.article ORDER BY a.id, q.quote_start, r.profile

-- name: edges
SELECT x.profile, y.profile, count(DISTINCT x.article), sum(in_both(x.sentences, y.sentences)) FROM refs x
JOIN refs y ON y.article = x.article AND y.profile > x.profile
JOIN profiles p ON p.id = x.profile JOIN profiles q ON q.id = y.profile
WHERE p.kind <> 'place' AND q.kind <> 'place' AND p.articles >= ?1 AND q.articles >= ?1 GROUP BY 1, 2 ORDER BY 1, 2

-- name: all_points
SELECT p.id, p.name, p.country, p.articles, p.mentions, p.first, p.last, o.latitude, o.longitude, o.geonames_id, o.subkind
FROM points o JOIN profiles p ON p.id = o.profile WHERE p.articles > 0 ORDER BY p.id

-- name: all_articles
SELECT id, record, source_id, day, headline, url, publisher, language, countries, words, story FROM articles ORDER BY id

-- name: all_refs
SELECT a.record, p.id, p.kind, p.name, sum(r.mentions), a.day FROM refs r JOIN articles a ON a.id = r.article JOIN profiles p ON p.id = r.profile
GROUP BY r.article, r.profile ORDER BY r.article, r.profile

-- name: all_roles
SELECT p.id, p.name, o.role, o.organisation, o.place, o.country, o.status, a.record, a.day FROM refs r
JOIN roles o ON o.article = r.article AND o.form = r.form JOIN articles a ON a.id = o.article JOIN profiles p ON p.id = r.profile
ORDER BY o.article, p.id, o.phrase_start

-- name: all_events
SELECT DISTINCT e.first, e.last, e.is_event, e.sentence_start, e.sentence_end, a.id, a.record, a.headline, a.url FROM events e
JOIN articles a ON a.id = e.article WHERE e.is_event OR ?1 ORDER BY e.first, e.last, a.id, e.number

-- name: body_of_name
SELECT r.profile FROM refs r JOIN names n ON n.article = r.article AND n.form = r.form JOIN profiles p ON p.id = r.profile
WHERE r.article = (SELECT id FROM articles WHERE record = ?1) AND n.name = ?2 AND p.kind = 'organisation' LIMIT 1

-- name: add_record
INSERT INTO records VALUES (?,?)

-- name: all_records
SELECT a.text, r.rest FROM articles a JOIN records r ON r.article = a.id ORDER BY a.id

-- name: digests_of
SELECT sha256 FROM articles WHERE path IS ? AND part IS ?

-- name: point_of
SELECT latitude, longitude FROM points WHERE profile = ?

-- name: index_forms
CREATE INDEX IF NOT EXISTS refs_form ON refs(form, article)

-- name: span
SELECT count(*), min(day), max(day), sum(day IS NULL) FROM articles

-- name: days
SELECT day, count(*) FROM articles WHERE day IS NOT NULL GROUP BY day ORDER BY day

-- name: languages
SELECT language, count(*) FROM articles GROUP BY language ORDER BY 2 DESC, language

-- name: publishers
SELECT publisher, count(*) FROM articles GROUP BY publisher ORDER BY 2 DESC, publisher

-- name: listed_articles
SELECT a.id, a.record, a.path, a.part, a.day, a.headline, a.publisher, a.language, a.countries, a.story, a.copy_of, a.words,
  (SELECT count(*) FROM refs r WHERE r.article = a.id) FROM articles a ORDER BY a.id

-- name: articles_since
SELECT count(*) FROM articles WHERE day >= ?

-- name: spellings
SELECT DISTINCT r.profile, n.name FROM refs r JOIN names n ON n.article = r.article AND n.form = r.form ORDER BY r.profile, n.name

-- name: texts_without_headline
SELECT id, text FROM articles WHERE headline IS NULL OR headline = '' ORDER BY id

-- name: records_between
SELECT a.id, a.text, r.rest FROM articles a JOIN records r ON r.article = a.id WHERE a.id BETWEEN ? AND ? ORDER BY a.id

-- name: entries_of_article
SELECT p.kind, n.name, p.id FROM refs r JOIN names n ON n.article = r.article AND n.form = r.form
JOIN profiles p ON p.id = r.profile WHERE r.article = ? ORDER BY p.articles DESC, p.id

-- name: first_articles
SELECT first_article, id FROM profiles WHERE articles > 0 ORDER BY first_article, id

-- name: profiles_numbered
SELECT id, kind, name, country, articles, first, last, first_article FROM profiles WHERE id IN (SELECT value FROM json_each(?))
ORDER BY first_article, id

-- name: listed_profiles
SELECT id, kind, name, country, articles, first, last, first_article FROM profiles WHERE articles > 0 ORDER BY articles DESC, mentions DESC, name, id

-- name: main_roles
SELECT r.profile, o.role, o.organisation, o.place, o.country, o.status, count(DISTINCT o.article) FROM refs r
JOIN roles o ON o.article = r.article AND o.form = r.form GROUP BY r.profile, lower(o.role), o.organisation, o.place, o.country, o.status
ORDER BY r.profile, 7 DESC, o.organisation IS NULL, o.role, o.organisation, o.place, o.country

-- name: listed_stories
SELECT s.id, s.headline, s.articles, s.first, s.last, min(a.id), count(a.copy_of) FROM stories s JOIN articles a ON a.story = s.id
WHERE s.articles >= ? GROUP BY s.id ORDER BY s.articles DESC, s.last DESC, s.id

-- name: copies_of
SELECT id, likeness FROM articles WHERE copy_of = ? ORDER BY id

-- name: focus_of_days
SELECT countries, count(*) FROM articles WHERE countries <> '' GROUP BY countries ORDER BY countries

-- name: count_quotes
SELECT count(*) FROM quotes

-- name: speakers
SELECT DISTINCT r.profile FROM quotes q JOIN refs r ON r.article = q.article AND r.form = q.form

-- name: namesakes
SELECT kind, name, id FROM profiles WHERE articles > 0 AND name IN
  (SELECT name FROM profiles WHERE articles > 0 GROUP BY kind, name HAVING count(*) > 1) ORDER BY id
