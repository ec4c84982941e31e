-- Shows the graded results of an assignment; returns how many. An attempt that somebody is at is found again.
CREATE OR REPLACE FUNCTION app.release_now(p_org uuid, p_assignment uuid) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_count integer;
BEGIN
  IF NOT app.release_is_due(p_org, p_assignment) THEN RETURN 0; END IF;
  UPDATE public.attempt t SET state = 'released', released_at = clock_timestamp()
  WHERE t.organisation_id = p_org AND t.id IN (
    SELECT g.id FROM public.attempt g
    WHERE g.organisation_id = p_org AND g.assignment_id = p_assignment AND g.state = 'graded' FOR NO KEY UPDATE SKIP LOCKED);
  GET DIAGNOSTICS v_count = ROW_COUNT;
  RETURN v_count;
END $$;
ALTER FUNCTION app.release_now(uuid,uuid) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.release_now(uuid,uuid) TO app_rw, app_jobs;
