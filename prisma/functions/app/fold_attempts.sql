-- Brings graded attempts into the roll-ups, each once however often it is named. Returns how many were brought in now.
CREATE OR REPLACE FUNCTION app.fold_attempts(p_org uuid, p_attempts uuid[]) RETURNS integer
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_now uuid[];
BEGIN
  PERFORM ctx.enter(p_org, NULL, 'system');
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('sums:' || p_org::text, 0));
  WITH due AS (
    SELECT g.attempt_id FROM public.attempt_grade g
    WHERE g.organisation_id = p_org AND g.attempt_id = ANY (p_attempts) AND NOT g.folded ORDER BY g.attempt_id FOR NO KEY UPDATE),
  marked AS (
    UPDATE public.attempt_grade g SET folded = true FROM due d
    WHERE g.organisation_id = p_org AND g.attempt_id = d.attempt_id RETURNING g.attempt_id)
  SELECT coalesce(array_agg(m.attempt_id), '{}') INTO v_now FROM marked m;
  PERFORM app.add_to_rollups(p_org, v_now);
  RETURN cardinality(v_now);
END $$;
ALTER FUNCTION app.fold_attempts(uuid,uuid[]) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.fold_attempts(uuid,uuid[]) TO app_rw, app_jobs;
