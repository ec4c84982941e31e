-- Small: the versions of the items of one's own running attempts. Called once per statement (an uncorrelated sub-select) and as the
-- caller, so that the policies of the tables inside hold; whoever sits nothing pays one look into an index.
CREATE OR REPLACE FUNCTION ctx.shut_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_running uuid[]; v_items uuid[];
BEGIN
  IF ctx.member() IS NULL OR ctx.role() = 'system' THEN RETURN '{}'; END IF;
  -- In two steps: joined, the forms of everybody are read to find one's own.
  v_running := ARRAY(
    SELECT a.id FROM public.attempt a
    WHERE a.organisation_id = (SELECT ctx.org()) AND a.membership_id = (SELECT ctx.member()) AND a.state IN ('in_progress', 'paused'));
  IF cardinality(v_running) = 0 THEN RETURN '{}'; END IF;
  v_items := ARRAY(SELECT v.item_id FROM public.attempt_form f
                   CROSS JOIN LATERAL unnest(f.item_version_ids) p(item_version_id)
                   JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id
                   WHERE f.organisation_id = (SELECT ctx.org()) AND f.attempt_id = ANY (v_running));
  RETURN ARRAY(SELECT v.id FROM public.item_version v
               WHERE v.organisation_id = (SELECT ctx.org()) AND v.item_id = ANY (v_items));
END $$;
GRANT EXECUTE ON FUNCTION ctx.shut_versions() TO app_rw, app_jobs;
