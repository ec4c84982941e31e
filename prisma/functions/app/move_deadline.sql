-- More time for a running attempt, or less.
CREATE OR REPLACE FUNCTION app.move_deadline(p_attempt public.attempt, p_minutes integer) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  UPDATE public.attempt t SET deadline_at = t.deadline_at + make_interval(mins => p_minutes)
  WHERE t.organisation_id = p_attempt.organisation_id AND t.id = p_attempt.id
$$;
GRANT EXECUTE ON FUNCTION app.move_deadline(public.attempt,integer) TO app_exam;
