-- Grades one closed attempt over its frozen form and leaves a job that brings it into the sums. Mirrors lib/domain/grading; a test holds the
-- two together. Guarded by the state, so a second call changes nothing.
CREATE OR REPLACE FUNCTION app.grade_attempt(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE a public.attempt; v_reached integer; v_asked integer; v_graded integer;
BEGIN
  -- Keys are closed to everybody who may call this for themselves.
  PERFORM ctx.enter(p_org, NULL, 'system');
  UPDATE public.attempt t SET graded_at = clock_timestamp(),
    state = CASE WHEN d.is_due THEN 'released' ELSE 'graded' END::public.attempt_state,
    released_at = CASE WHEN d.is_due THEN clock_timestamp() END
  FROM (SELECT o.id, app.release_is_due(p_org, o.assignment_id) AS is_due FROM public.attempt o
        WHERE o.organisation_id = p_org AND o.id = p_attempt) d
  WHERE t.id = d.id AND t.organisation_id = p_org AND t.id = p_attempt AND t.state IN ('submitted', 'expired')
  RETURNING t.* INTO a;
  IF a.id IS NULL THEN RETURN false; END IF;
  PERFORM app.hold_form(p_org, p_attempt, true);
  -- Two attempts of one learner are graded one after the other, or both would call a shared item a first exposure.
  PERFORM 1 FROM public.membership m WHERE m.organisation_id = p_org AND m.id = a.membership_id FOR NO KEY UPDATE;

  -- Until it is stored what was shown: somebody who submits has seen everything, and whom the clock stopped as far as they answered.
  SELECT CASE WHEN a.closed_by = 'expired' THEN
           coalesce(max(ai.position) FILTER (WHERE cardinality(r.selected) > 0), 0) ELSE max(ai.position) END
  INTO v_reached
  FROM public.attempt_item ai
  LEFT JOIN public.response r
    ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt;

  INSERT INTO public.item_grade (organisation_id, attempt_id, item_id, membership_id, answered, reached, correct, first_exposure,
                                 counted, topic_id, graded_at)
  SELECT ai.organisation_id, ai.attempt_id, ai.item_id, a.membership_id,
         cardinality(coalesce(r.selected, '{}')) > 0, ai.position <= v_reached,
         -- A key that was corrected since the form was frozen counts as the correction ruled.
         app.is_right(coalesce(r.selected, '{}'), coalesce(u.full_credit, false),
                      coalesce(u.accepted_keys, ARRAY[array_to_string(k.option_ids, ',')])),
         -- What wasn't reached wasn't met: the next time is the first.
         ai.position <= v_reached
           AND NOT EXISTS (SELECT 1 FROM public.item_grade earlier
                           WHERE earlier.organisation_id = ai.organisation_id AND earlier.membership_id = a.membership_id
                             AND earlier.item_id = ai.item_id AND earlier.counted AND earlier.reached),
         EXISTS (SELECT 1 FROM public.response any_response
                 WHERE any_response.organisation_id = ai.organisation_id AND any_response.attempt_id = ai.attempt_id
                   AND cardinality(any_response.selected) > 0),
         i.topic_id, a.graded_at
  FROM public.attempt_item ai
  JOIN public.item i ON i.organisation_id = ai.organisation_id AND i.id = ai.item_id
  JOIN public.item_key k ON k.organisation_id = ai.organisation_id AND k.item_version_id = ai.item_version_id
  LEFT JOIN public.key_ruling u ON u.organisation_id = ai.organisation_id AND u.item_version_id = ai.item_version_id
  LEFT JOIN public.response r
    ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt;

  -- Whatever happened to a key or a question since: every question that was asked has a grade, or none is given.
  SELECT count(*) INTO v_asked FROM public.attempt_item ai WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt;
  SELECT count(*) INTO v_graded FROM public.item_grade g WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt;
  IF v_graded <> v_asked THEN
    RAISE EXCEPTION 'only % of % questions of attempt % can be graded', v_graded, v_asked, p_attempt;
  END IF;

  INSERT INTO public.attempt_grade (organisation_id, attempt_id, correct, answered, items, graded_at)
  SELECT p_org, p_attempt, count(*) FILTER (WHERE g.correct), count(*) FILTER (WHERE g.answered), count(*), a.graded_at
  FROM public.item_grade g WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt;

  -- A moment later, so that of a room that hands in together many are brought in at once.
  INSERT INTO jobs.job (kind, organisation_id, subject_id, batch_id, run_at)
  VALUES ('fold', p_org, p_attempt, a.assignment_id, clock_timestamp() + interval '300 milliseconds')
  ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.grade_attempt(uuid,uuid) TO app_rw, app_jobs;
