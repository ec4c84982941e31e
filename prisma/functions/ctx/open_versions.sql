-- The versions whose key a learner has been shown: of released attempts with full feedback. Those that run shut them again (shut_versions).
CREATE OR REPLACE FUNCTION ctx.open_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_attempts uuid[] := ctx.released_attempts('{full}');
BEGIN
  RETURN ARRAY(SELECT DISTINCT ai.item_version_id FROM public.attempt_form f CROSS JOIN LATERAL unnest(f.item_version_ids) ai(item_version_id)
               WHERE f.organisation_id = (SELECT ctx.org()) AND f.attempt_id = ANY (v_attempts));
END $$;
GRANT EXECUTE ON FUNCTION ctx.open_versions() TO app_rw, app_jobs;
