-- Keys stay shut for whoever sits an exam that asks for them: while an attempt of theirs runs, they read no key, rationale, ruling or note
-- about wording of any version of its items, in whatever role. An attempt whose time is over runs until it is closed.

-- Small: the versions of the items of one's own running attempts. Called once per statement (an uncorrelated sub-select) and as the
-- caller, so that the policies of the tables inside hold; whoever sits nothing pays one look into an index.
CREATE FUNCTION ctx.shut_versions() RETURNS uuid[] LANGUAGE plpgsql STABLE PARALLEL SAFE
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
REVOKE ALL ON FUNCTION ctx.shut_versions() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ctx.shut_versions() TO app_rw, app_jobs;

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['item_key', 'item_key_media', 'item_version_cues', 'key_ruling'] LOOP
    EXECUTE format($p$
      CREATE POLICY shut_while_sitting ON public.%I AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
        USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]))$p$, t);
  END LOOP;
END $$;

-- An attempt that was left without a result is voided, and it counts as used.
ALTER TABLE attempt DROP CONSTRAINT attempt_closed_by_check;
ALTER TABLE attempt ADD CHECK (closed_by IN ('submitted', 'expired', 'voided', 'left'));
ALTER TABLE attempt ADD CHECK (closed_by <> 'left' OR state = 'voided');
