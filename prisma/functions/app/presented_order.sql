-- The options of a version as a form presents them: 'cab' begins with the third.
CREATE OR REPLACE FUNCTION app.presented_order(p_options jsonb, p_letters text) RETURNS uuid[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg((o.value->>'id')::uuid ORDER BY strpos(p_letters, chr(96 + o.n::int))), '{}')
  FROM jsonb_array_elements(p_options) WITH ORDINALITY o(value, n)
  WHERE strpos(p_letters, chr(96 + o.n::int)) > 0
$$;
GRANT EXECUTE ON FUNCTION app.presented_order(jsonb,text) TO app_rw, app_jobs;
