-- A row for every question of a closed attempt: the one place where answers become grades. Gives how many were asked and graded.
CREATE OR REPLACE FUNCTION app.grade_items(p_attempt public.attempt, OUT asked integer, OUT graded integer)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
  v_shown integer[];
  v_last integer;
  v_before uuid[];
BEGIN
  v_shown := app.shown_positions(p_attempt.organisation_id, p_attempt.id);
  SELECT cardinality(f.item_version_ids) INTO asked FROM public.attempt_form f
  WHERE f.organisation_id = p_attempt.organisation_id AND f.attempt_id = p_attempt.id;
  -- Where it isn't known what was shown: somebody who submits has seen everything, and whom the clock stopped as far as they answered.
  v_last := asked;
  IF v_shown IS NULL AND p_attempt.closed_by = 'expired' THEN
    SELECT coalesce(max(e.place), 0) INTO v_last
    FROM app.current_answer(p_attempt.organisation_id, p_attempt.id) e WHERE e.answer <> '';
  END IF;

  -- By the learner's attempts, and never by the questions: those everybody has answered.
  v_before := ARRAY(
    SELECT o.id FROM public.attempt o
    WHERE o.organisation_id = p_attempt.organisation_id AND o.membership_id = p_attempt.membership_id AND o.id <> p_attempt.id
      AND o.state <> 'voided' AND (o.closed_at, o.id) < (p_attempt.closed_at, p_attempt.id));

  WITH answer AS MATERIALIZED (
    SELECT e.place, e.answer FROM app.current_answer(p_attempt.organisation_id, p_attempt.id) e),
  met AS MATERIALIZED (
    SELECT DISTINCT v.item_id
    FROM (SELECT g.item_version_id FROM public.graded_item g
          WHERE g.organisation_id = p_attempt.organisation_id AND g.attempt_id = ANY (v_before) AND g.counted AND g.reached OFFSET 0) g
    JOIN public.item_version v ON v.organisation_id = p_attempt.organisation_id AND v.id = g.item_version_id)
  INSERT INTO public.graded_item (organisation_id, attempt_id, position, item_version_id, answer, answered, reached, correct, overruled,
                                  first_exposure, counted)
  SELECT p_attempt.organisation_id, p_attempt.id, p.position, v.id, x.answer, x.answer <> '', x.reached,
         -- A key that was corrected since the form was frozen counts as the correction ruled; where it changed a grade that was given
         -- before, because the attempt is graded again, the learner still reads so.
         r.correct,
         EXISTS (
           SELECT 1 FROM public.grade_change h
           JOIN public.key_correction_item c ON c.organisation_id = h.organisation_id AND c.correction_id = h.correction_id
           WHERE h.organisation_id = p_attempt.organisation_id AND h.attempt_id = p_attempt.id AND c.item_id = v.item_id)
         AND app.is_right(app.chosen_ids(v.options, x.answer), false, ARRAY[array_to_string(k.option_ids, ',')]) <> r.correct,
         -- What wasn't reached wasn't met: the next time is the first.
         x.reached AND NOT EXISTS (SELECT 1 FROM met m WHERE m.item_id = v.item_id),
         EXISTS (SELECT 1 FROM answer any_answer WHERE any_answer.answer <> '')
  FROM public.attempt_form f
  CROSS JOIN LATERAL unnest(f.item_version_ids) WITH ORDINALITY p(item_version_id, position)
  JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.id = p.item_version_id
  JOIN public.item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
  LEFT JOIN public.key_ruling u ON u.organisation_id = v.organisation_id AND u.item_version_id = v.id
  LEFT JOIN answer e ON e.place = p.position
  CROSS JOIN LATERAL (
    SELECT coalesce(e.answer, '') AS answer,
           coalesce(e.answer, '') <> '' OR CASE WHEN v_shown IS NULL THEN p.position <= v_last ELSE p.position = ANY (v_shown) END
             AS reached) x
  CROSS JOIN LATERAL (
    SELECT app.is_right(app.chosen_ids(v.options, x.answer), coalesce(u.full_credit, false),
                        coalesce(u.accepted_keys, ARRAY[array_to_string(k.option_ids, ',')])) AS correct) r
  WHERE f.organisation_id = p_attempt.organisation_id AND f.attempt_id = p_attempt.id;
  GET DIAGNOSTICS graded = ROW_COUNT;
END $$;
GRANT EXECUTE ON FUNCTION app.grade_items(public.attempt) TO app_rw, app_jobs;
