-- Grades one closed attempt, or leaves it as it is: closed, ungraded, with its answers. NULL, or why it could not be done.
CREATE OR REPLACE FUNCTION app.try_to_grade(p_org uuid, p_attempt uuid) RETURNS text
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.grade_attempt(p_org, p_attempt);
  RETURN NULL;
EXCEPTION WHEN OTHERS THEN
  RETURN SQLERRM;
END $$;
GRANT EXECUTE ON FUNCTION app.try_to_grade(uuid,uuid) TO app_rw, app_jobs;
