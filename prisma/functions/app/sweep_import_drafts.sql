-- Drafts that nobody saved for a week, and jobs that ended a week ago. Returns how many drafts went.
CREATE OR REPLACE FUNCTION app.sweep_import_drafts() RETURNS integer
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE org uuid; gone integer; swept integer := 0;
BEGIN
  FOR org IN SELECT identity.tenant_ids() LOOP
    PERFORM ctx.enter(org, NULL, 'system');
    DELETE FROM public.import_draft d
    WHERE d.organisation_id = org AND d.expires_at < clock_timestamp() AND NOT EXISTS (
      SELECT 1 FROM public.import_job j
      WHERE j.organisation_id = org AND j.draft_id = d.id AND j.state IN ('waiting', 'running'));
    GET DIAGNOSTICS gone = ROW_COUNT;
    swept := swept + gone;
    DELETE FROM public.import_job j
    WHERE j.organisation_id = org AND j.finished_at < clock_timestamp() - interval '7 days';
  END LOOP;
  RETURN swept;
END $$;
GRANT EXECUTE ON FUNCTION app.sweep_import_drafts() TO app_jobs;
