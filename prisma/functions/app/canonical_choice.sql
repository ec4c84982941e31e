-- The one text of a choice: the letters of the chosen options, a being the first option of the version, ascending, each once. NULL when one of
-- the ids is no option of it.
CREATE OR REPLACE FUNCTION app.canonical_choice(p_options jsonb, p_ids uuid[]) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN count(*) = (SELECT count(DISTINCT i) FROM unnest(p_ids) i)
              THEN coalesce(string_agg(chr(96 + o.n::int), '' ORDER BY o.n), '') END
  FROM jsonb_array_elements(p_options) WITH ORDINALITY o(value, n)
  WHERE (o.value->>'id')::uuid = ANY (p_ids)
$$;
GRANT EXECUTE ON FUNCTION app.canonical_choice(jsonb,uuid[]) TO app_rw, app_jobs;
