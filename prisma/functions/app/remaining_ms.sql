CREATE OR REPLACE FUNCTION app.remaining_ms(p_deadline timestamptz) RETURNS bigint LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT greatest(0, (extract(epoch FROM p_deadline - clock_timestamp()) * 1000)::bigint)
$$;
GRANT EXECUTE ON FUNCTION app.remaining_ms(timestamp with time zone) TO app_rw, app_jobs;
