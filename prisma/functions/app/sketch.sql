-- A sketch of a text: its pairs of neighbouring words are hashed and dealt into 16 buckets by the hash's last bits, and the
-- smallest of each bucket is kept (one-permutation MinHash, Li, Owen & Zhang 2012). Two texts whose pairs have the Jaccard
-- similarity J agree in a bucket with about the probability J.
CREATE OR REPLACE FUNCTION app.sketch(p_text text) RETURNS bigint[]
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg(smallest), '{}') FROM (
    SELECT min(h) AS smallest FROM (
      SELECT hashtextextended(word || ' ' || lead(word, 1, '') OVER (), 0) AS h
      FROM string_to_table(btrim(regexp_replace(p_text, '[^[:alnum:]]+', ' ', 'g')), ' ') AS words(word)) AS pairs
    GROUP BY h & 15) AS buckets
$$;
GRANT EXECUTE ON FUNCTION app.sketch(text) TO app_rw, app_jobs;
