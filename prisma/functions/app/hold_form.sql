-- Keeps corrections away from the questions of an attempt until the transaction ends: one that is graded by the old key must be seen by the
-- correction, and one that is graded after it must see the ruling. Gradings go on side by side. false: a correction is at one of them, and
-- the caller doesn't wait. Taken before grades, so that nobody waits in a circle. See app.hold_items.
CREATE OR REPLACE FUNCTION app.hold_form(p_org uuid, p_attempt uuid, p_wait boolean) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_gate bigint := hashtextextended('grading:' || p_org::text, 0);
  v_items bigint[] := ARRAY(
    SELECT hashtextextended('grading:' || p_org::text || ai.item_id::text, 0) AS key FROM public.attempt_item ai
    WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt ORDER BY key);
BEGIN
  IF NOT p_wait THEN
    RETURN pg_try_advisory_xact_lock_shared(v_gate)
      AND NOT EXISTS (SELECT 1 FROM unnest(v_items) AS i (key) WHERE NOT pg_try_advisory_xact_lock_shared(i.key));
  END IF;
  PERFORM pg_advisory_xact_lock_shared(v_gate);
  PERFORM pg_advisory_xact_lock_shared(i.key) FROM unnest(v_items) AS i (key);
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.hold_form(uuid,uuid,boolean) TO app_rw, app_jobs;
