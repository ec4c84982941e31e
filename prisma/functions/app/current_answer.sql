-- What counts of an attempt: of every question that was answered the highest revision. One index walk per attempt.
CREATE OR REPLACE FUNCTION app.current_answer(p_org uuid, p_attempt uuid, p_month date)
  RETURNS TABLE (place smallint, rev integer, epoch integer, received_at timestamptz, answer text) LANGUAGE sql STABLE ROWS 20
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT ON (e.position) e.position, e.rev, e.epoch, e.received_at, e.answer
  FROM public.response_event e
  WHERE e.organisation_id = p_org AND e.attempt_id = p_attempt AND e.started_month = p_month AND e.position > 0
  ORDER BY e.position DESC, e.rev DESC
$$;
GRANT EXECUTE ON FUNCTION app.current_answer(uuid,uuid,date) TO app_rw, app_jobs;
