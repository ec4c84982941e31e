-- Holds up the grading of attempts that ask one of these questions, and of no other, until the transaction ends. Every lock takes room in a
-- table that all share, so whoever changes very many questions at once holds up the whole organisation. In order, so that nobody waits
-- in a circle; after app.hold_sums where both are needed.
CREATE OR REPLACE FUNCTION app.hold_items(p_org uuid, p_items uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_gate bigint := hashtextextended('grading:' || p_org::text, 0); v_key bigint;
BEGIN
  IF cardinality(p_items) > 200 THEN
    PERFORM pg_advisory_xact_lock(v_gate);
    RETURN;
  END IF;
  PERFORM pg_advisory_xact_lock_shared(v_gate);
  FOR v_key IN SELECT DISTINCT hashtextextended('grading:' || p_org::text || i.id::text, 0) AS key FROM unnest(p_items) AS i (id) ORDER BY key
  LOOP
    PERFORM pg_advisory_xact_lock(v_key);
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.hold_items(uuid,uuid[]) TO app_rw, app_jobs;
