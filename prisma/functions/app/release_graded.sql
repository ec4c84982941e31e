-- The job "release": shows the results of an assignment, if they are due. An attempt that somebody is at is found again.
CREATE OR REPLACE FUNCTION app.release_graded(p_org uuid, p_assignment uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  IF app.release_is_due(p_org, p_assignment) THEN
    UPDATE public.attempt t SET state = 'released', released_at = clock_timestamp()
    WHERE t.organisation_id = p_org AND t.id IN (
      SELECT g.id FROM public.attempt g
      WHERE g.organisation_id = p_org AND g.assignment_id = p_assignment AND g.state = 'graded' FOR NO KEY UPDATE SKIP LOCKED);
  END IF;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.release_graded(uuid,uuid) TO app_jobs;
