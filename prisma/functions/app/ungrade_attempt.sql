-- Takes the grades of an attempt back, out of the sums too, as if it had never been graded: what was met later is met for the first time then.
-- The caller holds the sums and the attempt, acts as the system, and says in the same transaction what becomes of the attempt.
CREATE OR REPLACE FUNCTION app.ungrade_attempt(p_attempt public.attempt) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_folded boolean; v_items uuid[]; v_topics uuid[];
BEGIN
  SELECT s.folded INTO v_folded FROM public.attempt_grade s
  WHERE s.organisation_id = p_attempt.organisation_id AND s.attempt_id = p_attempt.id FOR UPDATE;
  IF v_folded IS NULL THEN RETURN; END IF;
  SELECT array_agg(v.item_id), array_agg(DISTINCT i.topic_id) FILTER (WHERE i.topic_id IS NOT NULL) INTO v_items, v_topics
  FROM public.graded_item g
  JOIN public.item_version v ON v.organisation_id = g.organisation_id AND v.id = g.item_version_id
  JOIN public.item i ON i.organisation_id = v.organisation_id AND i.id = v.item_id
  WHERE g.organisation_id = p_attempt.organisation_id AND g.attempt_id = p_attempt.id;
  IF v_folded THEN PERFORM app.take_items_from_rollups(p_attempt.organisation_id, ARRAY[p_attempt.id]); END IF;
  DELETE FROM public.graded_item g WHERE g.organisation_id = p_attempt.organisation_id AND g.attempt_id = p_attempt.id;
  DELETE FROM public.attempt_grade s WHERE s.organisation_id = p_attempt.organisation_id AND s.attempt_id = p_attempt.id;
  IF v_folded THEN
    PERFORM app.recount_topics(p_attempt.organisation_id, array_fill(p_attempt.membership_id, ARRAY[coalesce(cardinality(v_topics), 0)]), v_topics);
  END IF;
  PERFORM app.settle_exposures(p_attempt.organisation_id, p_attempt.membership_id, v_items);
END $$;
GRANT EXECUTE ON FUNCTION app.ungrade_attempt(public.attempt) TO app_exam;
