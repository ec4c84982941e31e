-- Closes overdue attempts of one organisation, up to a number; when none is left, releases what has become due. Any number of processes may
-- call it at once: a locked attempt is skipped, and a closed one is no longer found.
CREATE OR REPLACE FUNCTION app.sweep_organisation(p_org uuid, p_limit integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE due record; closed integer := 0;
BEGIN
  PERFORM ctx.enter(p_org, NULL, 'system');
  FOR due IN
    SELECT t.id FROM public.attempt t
    WHERE t.organisation_id = p_org AND t.state = 'in_progress' AND t.deadline_at + ctx.grace() < clock_timestamp()
    ORDER BY t.deadline_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
  LOOP
    PERFORM app.close_attempt(p_org, due.id, 'expired', NULL, NULL);
    closed := closed + 1;
  END LOOP;
  IF closed = 0 THEN
    UPDATE public.attempt t SET state = 'released', released_at = clock_timestamp()
    WHERE t.organisation_id = p_org AND t.id IN (
      SELECT g.id FROM public.attempt g
      WHERE g.organisation_id = p_org AND g.state = 'graded' AND g.assignment_id IN (
        SELECT s.id FROM public.assignment s WHERE s.organisation_id = p_org AND app.release_is_due(p_org, s.id))
      FOR NO KEY UPDATE SKIP LOCKED);
  END IF;
  RETURN closed;
END $$;
GRANT EXECUTE ON FUNCTION app.sweep_organisation(uuid,integer) TO app_rw, app_jobs;
