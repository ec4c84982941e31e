-- The same, and the versions whose key rules them since a correction.
CREATE OR REPLACE FUNCTION ctx.open_keys() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_open uuid[] := ctx.open_versions();
BEGIN
  RETURN v_open || ARRAY(SELECT r.key_version_id FROM public.key_ruling r
                         WHERE r.organisation_id = (SELECT ctx.org()) AND r.item_version_id = ANY (v_open));
END $$;
GRANT EXECUTE ON FUNCTION ctx.open_keys() TO app_rw, app_jobs;
