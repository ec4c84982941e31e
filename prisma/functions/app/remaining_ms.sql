-- How long an attempt still lasts; while it is paused, its clock stands at the moment of the pause.
CREATE OR REPLACE FUNCTION app.remaining_ms(p_deadline timestamptz, p_paused_at timestamptz DEFAULT NULL) RETURNS bigint LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT greatest(0, (extract(epoch FROM p_deadline - coalesce(p_paused_at, clock_timestamp())) * 1000)::bigint)
$$;
GRANT EXECUTE ON FUNCTION app.remaining_ms(timestamp with time zone,timestamp with time zone) TO app_rw, app_jobs;
