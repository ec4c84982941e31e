-- Adds the questions of graded attempts to the sums of their assignments. Rows are touched in key order, so that two that add never wait in
-- a circle.
CREATE OR REPLACE FUNCTION app.add_items_to_rollups(p_org uuid, p_attempts uuid[]) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.item_rollup AS t (organisation_id, assignment_id, item_version_id, first_count, first_correct, first_omitted,
                                       repeat_count, repeat_correct, repeat_omitted, not_reached,
                                       rest_sum, rest_square_sum, correct_rest_sum)
  SELECT e.organisation_id, e.assignment_id, e.item_version_id, sum(e.first), sum(e.first * e.correct), sum(e.first * e.omitted),
         sum(e.repeated), sum(e.repeated * e.correct), sum(e.repeated * e.omitted), sum(e.not_reached),
         sum(e.first * e.rest), sum(e.first * e.rest * e.rest), sum(e.first * e.correct * e.rest)
  FROM app.evidence e
  WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
  GROUP BY e.organisation_id, e.assignment_id, e.item_version_id
  ORDER BY e.assignment_id, e.item_version_id
  ON CONFLICT (organisation_id, assignment_id, item_version_id) DO UPDATE SET
    first_count = t.first_count + EXCLUDED.first_count, first_correct = t.first_correct + EXCLUDED.first_correct,
    first_omitted = t.first_omitted + EXCLUDED.first_omitted,
    repeat_count = t.repeat_count + EXCLUDED.repeat_count, repeat_correct = t.repeat_correct + EXCLUDED.repeat_correct,
    repeat_omitted = t.repeat_omitted + EXCLUDED.repeat_omitted, not_reached = t.not_reached + EXCLUDED.not_reached,
    rest_sum = t.rest_sum + EXCLUDED.rest_sum, rest_square_sum = t.rest_square_sum + EXCLUDED.rest_square_sum,
    correct_rest_sum = t.correct_rest_sum + EXCLUDED.correct_rest_sum;

  -- Whoever chose an option has reached the question.
  INSERT INTO public.option_rollup AS t (organisation_id, assignment_id, item_version_id, option_id, first_chosen, repeat_chosen)
  SELECT e.organisation_id, e.assignment_id, e.item_version_id, o.id, sum(e.first), sum(e.repeated)
  FROM app.evidence e
  JOIN public.item_version v ON v.organisation_id = e.organisation_id AND v.id = e.item_version_id
  CROSS JOIN LATERAL unnest(app.chosen_ids(v.options, e.answer)) o(id)
  WHERE e.organisation_id = p_org AND e.attempt_id = ANY (p_attempts)
  GROUP BY e.organisation_id, e.assignment_id, e.item_version_id, o.id
  ORDER BY e.assignment_id, e.item_version_id, o.id
  ON CONFLICT (organisation_id, assignment_id, item_version_id, option_id) DO UPDATE SET
    first_chosen = t.first_chosen + EXCLUDED.first_chosen, repeat_chosen = t.repeat_chosen + EXCLUDED.repeat_chosen;
END $$;
GRANT EXECUTE ON FUNCTION app.add_items_to_rollups(uuid,uuid[]) TO app_rw, app_jobs;
