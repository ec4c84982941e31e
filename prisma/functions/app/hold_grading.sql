-- One correction at a time in an organisation, and no grading while it runs: an attempt that is graded by the old key must be
-- seen by the correction, and one that is graded after it must see the ruling. Gradings go on side by side.
-- Always taken after the row of the attempt or the bank and before grades and roll-ups, so that nobody waits in a circle.
CREATE OR REPLACE FUNCTION app.hold_grading(p_org uuid, p_exclusive boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_gate bigint := hashtextextended('grading:' || p_org::text, 0);
BEGIN
  IF p_exclusive THEN PERFORM pg_advisory_xact_lock(v_gate); ELSE PERFORM pg_advisory_xact_lock_shared(v_gate); END IF;
END $$;
GRANT EXECUTE ON FUNCTION app.hold_grading(uuid,boolean) TO app_rw, app_jobs;
