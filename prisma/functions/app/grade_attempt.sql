-- Grades one closed attempt over its frozen form and leaves a job that brings it into the sums. Mirrors lib/domain/grading; a test holds the
-- two together. Guarded by the state, so a second call changes nothing.
CREATE OR REPLACE FUNCTION app.grade_attempt(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE a public.attempt; v_asked integer; v_graded integer; v_met_later boolean;
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
  -- Asked only now: a later one may have been graded while this one waited. The job asks before, too, and comes again rather than wait here.
  v_met_later := app.met_later(p_org, p_attempt);
  IF v_met_later THEN PERFORM app.hold_sums(p_org); END IF;

  SELECT g.asked, g.graded INTO v_asked, v_graded FROM app.grade_items(a) g;
  -- Whatever happened to a key or a question since: every question that was asked has a grade, or none is given.
  IF v_graded <> v_asked THEN
    RAISE EXCEPTION 'only % of % questions of attempt % can be graded', v_graded, v_asked, p_attempt;
  END IF;

  INSERT INTO public.attempt_grade (organisation_id, attempt_id, correct, answered, items, graded_at)
  SELECT p_org, p_attempt, count(*) FILTER (WHERE g.correct), count(*) FILTER (WHERE g.answered), count(*), a.graded_at
  FROM public.graded_item g WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt;

  IF v_met_later THEN
    PERFORM app.settle_exposures(p_org, a.membership_id, ARRAY(
      SELECT v.item_id FROM public.graded_item g
      JOIN public.item_version v ON v.organisation_id = g.organisation_id AND v.id = g.item_version_id
      WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt));
  END IF;

  -- A moment later, so that of a room that hands in together many are brought in at once.
  INSERT INTO jobs.job (kind, organisation_id, subject_id, batch_id, run_at)
  VALUES ('fold', p_org, p_attempt, a.assignment_id, clock_timestamp() + interval '300 milliseconds')
  ON CONFLICT DO NOTHING;
  RETURN true;
END $$;
ALTER FUNCTION app.grade_attempt(uuid,uuid) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.grade_attempt(uuid,uuid) TO app_rw, app_jobs;
