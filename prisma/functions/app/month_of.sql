-- The month, by UTC, in which an attempt started: what its history is kept by. It stands in the attempt's own id (RFC 9562, version 7: the first
-- 48 bits are milliseconds since 1970), so that nothing that happens to the attempt moves its history.
CREATE OR REPLACE FUNCTION app.month_of(p_attempt uuid) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT date_trunc('month', to_timestamp(('x' || translate(left(p_attempt::text, 13), '-', ''))::bit(48)::bigint / 1000.0) AT TIME ZONE 'UTC')::date
$$;
GRANT EXECUTE ON FUNCTION app.month_of(uuid) TO app_rw, app_jobs;
