CREATE OR REPLACE FUNCTION app.is_pass(p_correct integer, p_items integer, p_cut_percent numeric) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_items > 0 AND p_correct * 100 >= p_cut_percent * p_items
$$;
GRANT EXECUTE ON FUNCTION app.is_pass(integer,integer,numeric) TO app_rw, app_jobs;
