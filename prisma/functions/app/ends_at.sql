-- When the time of a running attempt is over if nothing else happens: while it is paused that moment moves along.
CREATE OR REPLACE FUNCTION app.ends_at(p_attempt public.attempt) RETURNS timestamptz
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p_attempt.paused_at IS NULL THEN p_attempt.deadline_at
              ELSE p_attempt.deadline_at + (clock_timestamp() - p_attempt.paused_at) END
$$;
GRANT EXECUTE ON FUNCTION app.ends_at(public.attempt) TO app_rw, app_jobs;
