-- The reverse of app.add_items_to_rollups: what it added is taken out again, and a row in which nothing is left goes. The caller holds the sums.
CREATE OR REPLACE FUNCTION app.take_items_from_rollups(p_org uuid, p_attempts uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE public.item_rollup t SET
    first_count = t.first_count - m.first_count, first_correct = t.first_correct - m.first_correct,
    first_omitted = t.first_omitted - m.first_omitted,
    repeat_count = t.repeat_count - m.repeat_count, repeat_correct = t.repeat_correct - m.repeat_correct,
    repeat_omitted = t.repeat_omitted - m.repeat_omitted, not_reached = t.not_reached - m.not_reached,
    rest_sum = t.rest_sum - m.rest_sum, rest_square_sum = t.rest_square_sum - m.rest_square_sum,
    correct_rest_sum = t.correct_rest_sum - m.correct_rest_sum
  FROM (
    SELECT e.assignment_id, e.item_version_id, sum(e.first) AS first_count, sum(e.first * e.correct) AS first_correct,
           sum(e.first * e.omitted) AS first_omitted, sum(e.repeated) AS repeat_count, sum(e.repeated * e.correct) AS repeat_correct,
           sum(e.repeated * e.omitted) AS repeat_omitted, sum(e.not_reached) AS not_reached, sum(e.first * e.rest) AS rest_sum,
           sum(e.first * e.rest * e.rest) AS rest_square_sum, sum(e.first * e.correct * e.rest) AS correct_rest_sum
    FROM app.evidence e
    WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
    GROUP BY e.assignment_id, e.item_version_id) m
  WHERE t.organisation_id = p_org AND t.assignment_id = m.assignment_id AND t.item_version_id = m.item_version_id;

  UPDATE public.option_rollup t SET first_chosen = t.first_chosen - m.first_chosen, repeat_chosen = t.repeat_chosen - m.repeat_chosen
  FROM (
    SELECT e.assignment_id, e.item_version_id, o.id AS option_id, sum(e.first) AS first_chosen, sum(e.repeated) AS repeat_chosen
    FROM app.evidence e
    JOIN public.item_version v ON v.organisation_id = e.organisation_id AND v.id = e.item_version_id
    CROSS JOIN LATERAL unnest(app.chosen_ids(v.options, e.answer)) o(id)
    WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
    GROUP BY e.assignment_id, e.item_version_id, o.id) m
  WHERE t.organisation_id = p_org AND t.assignment_id = m.assignment_id AND t.item_version_id = m.item_version_id
    AND t.option_id = m.option_id;

  DELETE FROM public.item_rollup t USING app.evidence e
  WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
    AND t.organisation_id = p_org AND t.assignment_id = e.assignment_id AND t.item_version_id = e.item_version_id
    AND t.first_count = 0 AND t.repeat_count = 0 AND t.not_reached = 0;
  DELETE FROM public.option_rollup t USING app.evidence e
  WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
    AND t.organisation_id = p_org AND t.assignment_id = e.assignment_id AND t.item_version_id = e.item_version_id
    AND t.first_chosen = 0 AND t.repeat_chosen = 0;
END $$;
GRANT EXECUTE ON FUNCTION app.take_items_from_rollups(uuid,uuid[]) TO app_exam;
