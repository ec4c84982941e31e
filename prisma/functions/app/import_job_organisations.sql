-- The organisations that have an import to write: waiting, or begun by a process that no longer gives a sign of life.
CREATE OR REPLACE FUNCTION app.import_job_organisations(p_silence interval) RETURNS SETOF uuid
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE org uuid;
BEGIN
  FOR org IN SELECT identity.tenant_ids() LOOP
    PERFORM ctx.enter(org, NULL, 'system');
    IF EXISTS (SELECT 1 FROM public.import_job j WHERE j.organisation_id = org AND (
        j.state = 'waiting' OR (j.state = 'running' AND j.heartbeat_at < clock_timestamp() - p_silence))) THEN
      RETURN NEXT org;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.import_job_organisations(interval) TO app_jobs;
