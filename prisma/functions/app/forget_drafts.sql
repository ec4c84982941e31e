-- The job "drafts": forgets drafts that nobody saved for a week, and imports that ended a week ago.
CREATE OR REPLACE FUNCTION app.forget_drafts(p_org uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  DELETE FROM public.import_draft d
  WHERE d.organisation_id = p_org AND d.expires_at < clock_timestamp() AND NOT EXISTS (
    SELECT 1 FROM public.import_job j
    WHERE j.organisation_id = p_org AND j.draft_id = d.id AND j.state IN ('waiting', 'running'));
  DELETE FROM public.import_job j WHERE j.organisation_id = p_org AND j.finished_at < clock_timestamp() - interval '7 days';
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.forget_drafts(uuid) TO app_jobs;
