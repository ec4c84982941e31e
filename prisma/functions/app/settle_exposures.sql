-- Which meeting of a learner with each of these questions was the first: that of the attempt which was closed first, of all that count. Where
-- the grades say otherwise, because an earlier attempt was graded later, voided or opened again, they are changed and the sums with them.
-- The caller holds the sums. Asserts afterwards that no question was met for the first time twice.
CREATE OR REPLACE FUNCTION app.settle_exposures(p_org uuid, p_member uuid, p_items uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_role text := coalesce(current_setting('app.role', true), '');
  v_attempts uuid[]; v_positions smallint[]; v_folded uuid[]; v_topics uuid[];
BEGIN
  PERFORM set_config('app.role', 'system', true);
  WITH meeting AS (
    SELECT g.attempt_id, g.position, i.topic_id, g.first_exposure, s.folded, v.item_id, a.closed_at, g.counted AND g.reached AS counts, g.reached
    FROM public.attempt a
    JOIN public.graded_item g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
    JOIN public.attempt_grade s ON s.organisation_id = a.organisation_id AND s.attempt_id = a.id
    JOIN public.item_version v ON v.organisation_id = g.organisation_id AND v.id = g.item_version_id
    JOIN public.item i ON i.organisation_id = v.organisation_id AND i.id = v.item_id
    WHERE a.organisation_id = p_org AND a.membership_id = p_member AND a.state <> 'voided' AND v.item_id = ANY (p_items)),
  wrong AS (
    SELECT m.* FROM meeting m
    WHERE m.first_exposure <> (m.reached AND NOT EXISTS (
      SELECT 1 FROM meeting o WHERE o.item_id = m.item_id AND o.counts AND (o.closed_at, o.attempt_id) < (m.closed_at, m.attempt_id))))
  SELECT array_agg(w.attempt_id), array_agg(w.position), array_agg(DISTINCT w.attempt_id) FILTER (WHERE w.folded),
         array_agg(DISTINCT w.topic_id) FILTER (WHERE w.topic_id IS NOT NULL)
  INTO v_attempts, v_positions, v_folded, v_topics FROM wrong w;
  IF v_attempts IS NOT NULL THEN
    PERFORM app.take_items_from_rollups(p_org, v_folded);
    UPDATE public.graded_item g SET first_exposure = NOT g.first_exposure
    FROM unnest(v_attempts, v_positions) AS w (attempt_id, place)
    WHERE g.organisation_id = p_org AND g.attempt_id = w.attempt_id AND g.position = w.place;
    PERFORM app.add_items_to_rollups(p_org, v_folded);
    PERFORM app.recount_topics(p_org, array_fill(p_member, ARRAY[coalesce(cardinality(v_topics), 0)]), v_topics);
  END IF;
  IF EXISTS (
    SELECT 1 FROM public.attempt a
    JOIN public.graded_item g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id AND g.first_exposure AND g.counted
    JOIN public.item_version v ON v.organisation_id = g.organisation_id AND v.id = g.item_version_id
    WHERE a.organisation_id = p_org AND a.membership_id = p_member AND a.state <> 'voided' AND v.item_id = ANY (p_items)
    GROUP BY v.item_id HAVING count(*) > 1) THEN
    RAISE EXCEPTION 'a question of member % would have been met for the first time twice', p_member;
  END IF;
  PERFORM set_config('app.role', v_role, true);
END $$;
ALTER FUNCTION app.settle_exposures(uuid,uuid,uuid[]) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.settle_exposures(uuid,uuid,uuid[]) TO app_rw, app_jobs;
