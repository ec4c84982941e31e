-- Empties and refills the roll-ups of the named organisation from the graded answers, all attempts together: the sums that gradings
-- and corrections keep by adding are counted here in one go, which is what they are compared with.
CREATE OR REPLACE FUNCTION app.rebuild_rollups() RETURNS void
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_org uuid := (SELECT ctx.org());
BEGIN
  PERFORM app.hold_sums(v_org);
  -- Those that are graded from here on fold themselves.
  UPDATE public.attempt_grade g SET folded = true WHERE g.organisation_id = v_org AND NOT g.folded;
  DELETE FROM public.item_rollup WHERE organisation_id = v_org;
  DELETE FROM public.option_rollup WHERE organisation_id = v_org;
  DELETE FROM public.learner_topic_rollup WHERE organisation_id = v_org;
  INSERT INTO public.item_rollup (organisation_id, assignment_id, item_version_id, first_count, first_correct, first_omitted,
                                  repeat_count, repeat_correct, repeat_omitted, not_reached,
                                  rest_sum, rest_square_sum, correct_rest_sum)
  SELECT e.organisation_id, e.assignment_id, e.item_version_id, sum(e.first), sum(e.first * e.correct), sum(e.first * e.omitted),
         sum(e.repeated), sum(e.repeated * e.correct), sum(e.repeated * e.omitted), sum(e.not_reached),
         sum(e.first * e.rest), sum(e.first * e.rest * e.rest), sum(e.first * e.correct * e.rest)
  FROM app.evidence e WHERE e.organisation_id = v_org AND e.folded
  GROUP BY e.organisation_id, e.assignment_id, e.item_version_id;
  INSERT INTO public.option_rollup (organisation_id, assignment_id, item_version_id, option_id, first_chosen, repeat_chosen)
  SELECT e.organisation_id, e.assignment_id, e.item_version_id, o.id, sum(e.first), sum(e.repeated)
  FROM app.evidence e
  JOIN public.item_version v ON v.organisation_id = e.organisation_id AND v.id = e.item_version_id
  CROSS JOIN LATERAL unnest(app.chosen_ids(v.options, e.answer)) o(id)
  WHERE e.organisation_id = v_org AND e.folded
  GROUP BY e.organisation_id, e.assignment_id, e.item_version_id, o.id;
  INSERT INTO public.learner_topic_rollup (organisation_id, membership_id, topic_id, first_count, first_correct, first_omitted,
                                           repeat_count, repeat_correct, repeat_omitted, not_reached, last_first_at)
  SELECT e.organisation_id, e.membership_id, e.topic_id, sum(e.first), sum(e.first * e.correct), sum(e.first * e.omitted),
         sum(e.repeated), sum(e.repeated * e.correct), sum(e.repeated * e.omitted), sum(e.not_reached),
         max(e.closed_at) FILTER (WHERE e.first = 1 AND e.omitted = 0)
  FROM app.evidence e WHERE e.organisation_id = v_org AND e.folded AND e.topic_id IS NOT NULL
  GROUP BY e.organisation_id, e.membership_id, e.topic_id;
END $$;
ALTER FUNCTION app.rebuild_rollups() OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.rebuild_rollups() TO app_rw, app_jobs;
