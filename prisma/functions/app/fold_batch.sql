-- The job "fold": brings graded attempts of one assignment into the roll-ups, up to 500 in one statement, by one worker at a time. After a
-- failure only the one that is named, so that one that can't be folded keeps back no other. Their jobs go with it. false: somebody else is at
-- it, or holds the sums.
CREATE OR REPLACE FUNCTION app.fold_batch(p_org uuid, p_assignment uuid, p_only uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_attempts uuid[];
BEGIN
  IF NOT (pg_try_advisory_xact_lock_shared(hashtextextended('sums:' || p_org::text, 0))
          AND pg_try_advisory_xact_lock(hashtextextended('fold:' || p_org::text || p_assignment::text, 0))) THEN RETURN false; END IF;
  WITH due AS (
    SELECT j.subject_id FROM jobs.job j
    WHERE j.kind = 'fold' AND j.organisation_id = p_org
      AND CASE WHEN p_only IS NULL THEN j.batch_id = p_assignment AND j.tries = 0 ELSE j.subject_id = p_only END
    ORDER BY j.subject_id LIMIT 500 FOR UPDATE SKIP LOCKED),
  gone AS (
    DELETE FROM jobs.job j USING due d WHERE j.kind = 'fold' AND j.organisation_id = p_org AND j.subject_id = d.subject_id
    RETURNING j.subject_id)
  SELECT array_agg(g.subject_id) INTO v_attempts FROM gone g;
  PERFORM app.fold_attempts(p_org, v_attempts);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.fold_batch(uuid,uuid,uuid) TO app_jobs;
