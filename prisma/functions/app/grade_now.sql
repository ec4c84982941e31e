-- The job "grade": grades a closed attempt, unless it was graded or opened again meanwhile. false: a correction is at one of its questions.
CREATE OR REPLACE FUNCTION app.grade_now(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF NOT app.hold_form(p_org, p_attempt, false) THEN RETURN false; END IF;
  PERFORM app.grade_attempt(p_org, p_attempt);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.grade_now(uuid,uuid) TO app_jobs;
