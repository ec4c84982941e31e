-- For how many months after this one there is a part of the history.
CREATE OR REPLACE FUNCTION app.partitions_ahead() RETURNS integer LANGUAGE sql STABLE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT count(*)::int FROM generate_series(1, 24) n
  WHERE EXISTS (SELECT 1 FROM pg_class c JOIN pg_namespace s ON s.oid = c.relnamespace
                WHERE s.nspname = 'history' AND c.relname = 'response_event_' || to_char(date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date + make_interval(months => n), 'YYYY_MM'))
$$;
GRANT EXECUTE ON FUNCTION app.partitions_ahead() TO app_rw, app_jobs;
