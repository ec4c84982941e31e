-- Whether results of an assignment may be shown now. 'after_close' also waits for those whose extra time runs past the window:
-- a key that is out while somebody still answers isn't a key.
CREATE OR REPLACE FUNCTION app.release_is_due(p_org uuid, p_assignment uuid) RETURNS boolean
  LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  RETURN (SELECT s.release_rule = 'on_submit' OR s.released_at IS NOT NULL
    OR (s.release_rule = 'after_close' AND s.closes_at <= clock_timestamp()
        AND NOT EXISTS (SELECT 1 FROM public.attempt o
                        WHERE o.organisation_id = s.organisation_id AND o.assignment_id = s.id
                          AND o.state IN ('in_progress', 'paused')))
  FROM public.assignment s WHERE s.organisation_id = p_org AND s.id = p_assignment);
END $$;
GRANT EXECUTE ON FUNCTION app.release_is_due(uuid,uuid) TO app_rw, app_jobs, app_auth;
