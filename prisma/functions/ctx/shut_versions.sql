-- Small: the versions of the items of one's own running attempts. Called once per statement (an uncorrelated sub-select) and as the
-- caller, so that the policies of the tables inside hold; whoever sits nothing pays one look into an index.
CREATE OR REPLACE FUNCTION ctx.shut_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE asked uuid[];
BEGIN
  IF ctx.member() IS NULL OR ctx.role() = 'system' THEN RETURN '{}'; END IF;
  asked := ARRAY(
    SELECT ai.item_id FROM public.attempt a
    JOIN public.attempt_item ai ON ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id
    WHERE a.organisation_id = (SELECT ctx.org()) AND a.membership_id = (SELECT ctx.member()) AND a.state IN ('in_progress', 'paused'));
  IF cardinality(asked) = 0 THEN RETURN '{}'; END IF;
  RETURN ARRAY(SELECT v.id FROM public.item_version v
               WHERE v.organisation_id = (SELECT ctx.org()) AND v.item_id = ANY (asked));
END $$;
GRANT EXECUTE ON FUNCTION ctx.shut_versions() TO app_rw, app_jobs;
