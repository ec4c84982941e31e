-- The job "grade": grades a closed attempt, unless it was graded or opened again meanwhile. false: a correction is at one of its questions, or
-- the sums, which change when a later attempt of the learner was graded before this one, are somebody else's.
-- By the role that grades: a plan that another one made is made anew for it.
CREATE OR REPLACE FUNCTION app.grade_now(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF app.met_later(p_org, p_attempt) AND NOT pg_try_advisory_xact_lock(hashtextextended('sums:' || p_org::text, 0)) THEN RETURN false; END IF;
  IF NOT app.hold_form(p_org, p_attempt, false) THEN RETURN false; END IF;
  PERFORM app.grade_attempt(p_org, p_attempt);
  RETURN true;
END $$;
ALTER FUNCTION app.grade_now(uuid,uuid) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.grade_now(uuid,uuid) TO app_jobs;
