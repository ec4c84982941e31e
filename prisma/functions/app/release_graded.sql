-- The job "release": shows the results of an assignment, if they are due.
CREATE OR REPLACE FUNCTION app.release_graded(p_org uuid, p_assignment uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM app.release_now(p_org, p_assignment);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.release_graded(uuid,uuid) TO app_jobs;
