-- What an item says as plain text, for full-text search and for finding near-duplicates. A trigger fills it, so that no
-- writer can forget it; versions are never updated, so it can't go stale.
--
-- There is no GIN index on purpose: under row-level security PostgreSQL uses an index only with operators that are marked
-- leakproof, and neither trigram nor text search operators are. What is stored here is what makes reading a bank's rows fast.

CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;

-- Every text and every description of a picture, in the order of the document, lower case, single spaces.
CREATE FUNCTION app.plain_text(p_tree jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(string_agg(part #>> '{}', ' '), '') FROM (
    SELECT part FROM jsonb_path_query(p_tree, 'strict $.**.text') AS t(part)
    UNION ALL
    SELECT part FROM jsonb_path_query(p_tree, 'strict $.**.alt') AS a(part)) AS parts
$$;

CREATE FUNCTION app.search_text(p_stem jsonb, p_options jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT btrim(regexp_replace(lower(app.plain_text(p_stem) || ' ' || app.plain_text(p_options)), '\s+', ' ', 'g'))
$$;

-- A sketch of a text: its pairs of neighbouring words are hashed and dealt into 16 buckets by the hash's last bits, and the
-- smallest of each bucket is kept (one-permutation MinHash, Li, Owen & Zhang 2012). Two texts whose pairs have the Jaccard
-- similarity J agree in a bucket with about the probability J.
CREATE FUNCTION app.sketch(p_text text) RETURNS bigint[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(smallest), '{}') FROM (
    SELECT min(h) AS smallest FROM (
      SELECT hashtextextended(word || ' ' || lead(word, 1, '') OVER (), 0) AS h
      FROM string_to_table(btrim(regexp_replace(p_text, '[^[:alnum:]]+', ' ', 'g')), ' ') AS words(word)) AS pairs
    GROUP BY h & 15) AS buckets
$$;

ALTER TABLE item_version
  ADD COLUMN search_text text NOT NULL DEFAULT '',
  ADD COLUMN search_vector tsvector,
  ADD COLUMN sketch bigint[] NOT NULL DEFAULT '{}';

CREATE FUNCTION app.fill_search_text() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  NEW.search_text := app.search_text(NEW.stem, NEW.options);
  -- A text search vector holds at most a megabyte.
  NEW.search_vector := to_tsvector('pg_catalog.english', left(NEW.title || ' ' || NEW.search_text, 200000));
  NEW.sketch := app.sketch(NEW.search_text);
  RETURN NEW;
END $$;

CREATE TRIGGER fill_search_text BEFORE INSERT ON item_version
  FOR EACH ROW EXECUTE FUNCTION app.fill_search_text();

-- What is there already. The owner is bound by row-level security too, and has no policy of its own.
ALTER TABLE item_version NO FORCE ROW LEVEL SECURITY;
UPDATE item_version SET search_text = app.search_text(stem, options);
UPDATE item_version SET
  search_vector = to_tsvector('pg_catalog.english', left(title || ' ' || search_text, 200000)),
  sketch = app.sketch(search_text);
ALTER TABLE item_version FORCE ROW LEVEL SECURITY;

REVOKE ALL ON FUNCTION app.plain_text(jsonb), app.search_text(jsonb, jsonb), app.sketch(text), app.fill_search_text()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.plain_text(jsonb), app.search_text(jsonb, jsonb), app.sketch(text), app.fill_search_text()
  TO app_rw, app_jobs;
