-- Grades the attempt of an organisation that has waited longest, but none of those in p_skip. One at a time: a transaction that held the
-- roll-ups of several could wait in a circle with a submission. An attempt that can't be graded stays closed and ungraded, with its answers,
-- and failure says why; it stands in nobody's way. No attempt_id: none waits.
CREATE OR REPLACE FUNCTION app.grade_waiting(p_org uuid, p_skip uuid[], OUT attempt_id uuid, OUT failure text)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM ctx.enter(p_org, NULL, 'system');
  SELECT t.id INTO attempt_id FROM public.attempt t
  WHERE t.organisation_id = p_org AND t.state IN ('submitted', 'expired') AND t.id <> ALL (p_skip)
  ORDER BY t.closed_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED;
  IF attempt_id IS NULL THEN RETURN; END IF;
  failure := app.try_to_grade(p_org, attempt_id);
END $$;
GRANT EXECUTE ON FUNCTION app.grade_waiting(uuid,uuid[]) TO app_jobs;
