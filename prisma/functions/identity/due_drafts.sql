-- For background jobs: organisations with drafts of imports, or ended imports, that are to be forgotten.
CREATE OR REPLACE FUNCTION identity.due_drafts() RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  SELECT d.organisation_id FROM public.import_draft d
  WHERE d.expires_at < statement_timestamp() AND NOT EXISTS (
    SELECT 1 FROM public.import_job j
    WHERE j.organisation_id = d.organisation_id AND j.draft_id = d.id AND j.state IN ('waiting', 'running'))
  UNION
  SELECT j.organisation_id FROM public.import_job j WHERE j.finished_at < statement_timestamp() - interval '7 days'
$$;
ALTER FUNCTION identity.due_drafts() OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.due_drafts() TO app_jobs;
