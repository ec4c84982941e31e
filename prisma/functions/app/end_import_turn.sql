-- After somebody took up the job "import": it goes when the import has ended, comes again soon when it has to wait for another one, and else
-- when whoever writes it should have given a sign of life. Whoever starts an import anew waits for this, or this sees it.
CREATE OR REPLACE FUNCTION app.end_import_turn(p_org uuid, p_import_job uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_state public.import_job_state;
BEGIN
  PERFORM ctx.enter(p_org, NULL, 'system');
  SELECT i.state INTO v_state FROM public.import_job i WHERE i.organisation_id = p_org AND i.id = p_import_job FOR NO KEY UPDATE;
  IF v_state = 'waiting' THEN
    UPDATE jobs.job j SET run_at = clock_timestamp() + interval '5 seconds'
    WHERE j.kind = 'import' AND j.organisation_id = p_org AND j.subject_id = p_import_job;
  ELSIF v_state IS DISTINCT FROM 'running' THEN
    DELETE FROM jobs.job j WHERE j.kind = 'import' AND j.organisation_id = p_org AND j.subject_id = p_import_job;
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION app.end_import_turn(uuid,uuid) TO app_jobs;
