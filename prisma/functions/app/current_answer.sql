-- What counts of an attempt: of every question that was answered the highest revision. One index walk per attempt, by a plan that is kept for the session.
CREATE OR REPLACE FUNCTION app.current_answer(p_org uuid, p_attempt uuid)
  RETURNS TABLE (place smallint, rev integer, epoch integer, received_at timestamptz, answer text) LANGUAGE plpgsql STABLE ROWS 20
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY SELECT DISTINCT ON (e.position) e.position, e.rev, e.epoch::integer, e.received_at, e.answer
  FROM public.response_event e
  WHERE e.organisation_id = p_org AND e.attempt_id = p_attempt AND e.position > 0
  ORDER BY e.position DESC, e.rev DESC;
END $$;
GRANT EXECUTE ON FUNCTION app.current_answer(uuid,uuid) TO app_rw, app_jobs;
