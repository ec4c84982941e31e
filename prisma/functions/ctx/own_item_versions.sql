-- The versions in the forms of one's own attempts.
CREATE OR REPLACE FUNCTION ctx.own_item_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_attempts uuid[] := ctx.own_attempts();
BEGIN
  RETURN ARRAY(SELECT DISTINCT ai.item_version_id FROM public.attempt_form f CROSS JOIN LATERAL unnest(f.item_version_ids) ai(item_version_id)
               WHERE f.organisation_id = (SELECT ctx.org()) AND f.attempt_id = ANY (v_attempts));
END $$;
GRANT EXECUTE ON FUNCTION ctx.own_item_versions() TO app_rw, app_jobs;
