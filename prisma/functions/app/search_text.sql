CREATE OR REPLACE FUNCTION app.search_text(p_stem jsonb, p_options jsonb) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT btrim(regexp_replace(lower(app.plain_text(p_stem) || ' ' || app.plain_text(p_options)), '\s+', ' ', 'g'))
$$;
GRANT EXECUTE ON FUNCTION app.search_text(jsonb,jsonb) TO app_rw, app_jobs;
