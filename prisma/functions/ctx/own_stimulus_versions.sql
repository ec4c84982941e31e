-- The backgrounds of those.
CREATE OR REPLACE FUNCTION ctx.own_stimulus_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_versions uuid[] := ctx.own_item_versions();
BEGIN
  RETURN ARRAY(SELECT DISTINCT v.stimulus_version_id FROM public.item_version v
               WHERE v.organisation_id = (SELECT ctx.org()) AND v.id = ANY (v_versions) AND v.stimulus_version_id IS NOT NULL);
END $$;
GRANT EXECUTE ON FUNCTION ctx.own_stimulus_versions() TO app_rw, app_jobs;
