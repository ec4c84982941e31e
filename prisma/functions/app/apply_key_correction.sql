-- Decides, rules, regrades and keeps the roll-ups, all or nothing and whatever the number of answers in one statement. A correction
-- that gives everybody the point changes scores also where the question wasn't reached, but no evidence.
-- p_changes as for correction_effects with a policy each, and "from_version_id" and "to_version_id". Gives the counts that are kept
-- with the correction.
CREATE OR REPLACE FUNCTION app.apply_key_correction(
  p_org uuid, p_correction uuid, p_decided_by uuid, p_reason text, p_import uuid, p_changes jsonb) RETURNS jsonb
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_at timestamptz(3) := clock_timestamp(); v_counts jsonb;
BEGIN
  PERFORM app.hold_sums(p_org);
  PERFORM app.hold_items(p_org, ARRAY(SELECT c.item_id FROM jsonb_to_recordset(p_changes) AS c(item_id uuid)));
  WITH effect AS MATERIALIZED (
    SELECT e.item_version_id, e.attempt_id, e.before, e.chosen AS after FROM app.correction_effects(p_org, p_changes) e
    WHERE e.chosen <> e.before),
  score AS MATERIALIZED (
    SELECT a.id AS attempt_id, a.assignment_id, a.membership_id, a.state, g.folded, g.correct AS before, g.correct + d.delta AS after,
           app.is_pass(g.correct, g.items, x.cut_percent) AS passed_before,
           app.is_pass(g.correct + d.delta, g.items, x.cut_percent) AS passed_after
    FROM (SELECT e.attempt_id, sum(CASE WHEN e.after THEN 1 ELSE -1 END)::int AS delta FROM effect e GROUP BY e.attempt_id) d
    JOIN public.attempt a ON a.organisation_id = p_org AND a.id = d.attempt_id
    JOIN public.attempt_grade g ON g.organisation_id = a.organisation_id AND g.attempt_id = a.id
    JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
    JOIN public.exam x ON x.organisation_id = s.organisation_id AND x.id = s.exam_id),
  decision AS (
    INSERT INTO public.key_correction (organisation_id, id, decided_by_id, decided_at, reason, import_id, counts)
    SELECT p_org, p_correction, p_decided_by, v_at, p_reason, p_import, jsonb_build_object(
      'answers', (SELECT count(*) FROM effect),
      'results', count(*) FILTER (WHERE s.after <> s.before),
      'learners', count(DISTINCT s.membership_id) FILTER (WHERE s.after <> s.before),
      'up', count(*) FILTER (WHERE s.after > s.before), 'down', count(*) FILTER (WHERE s.after < s.before),
      'releasedDown', count(*) FILTER (WHERE s.after < s.before AND s.state = 'released'),
      'nowPass', count(*) FILTER (WHERE s.passed_after AND NOT s.passed_before),
      'noLongerPass', count(*) FILTER (WHERE s.passed_before AND NOT s.passed_after),
      'running', (SELECT count(DISTINCT ai.attempt_id) FROM app.versions_to_rule(p_org, p_changes) v
                  JOIN app.form_use ai ON ai.organisation_id = p_org AND ai.item_version_id = v.item_version_id
                  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                   AND a.state NOT IN ('graded', 'released', 'voided')))
    FROM score s
    RETURNING counts),
  decided_item AS (
    INSERT INTO public.key_correction_item (organisation_id, correction_id, item_id, from_version_id, to_version_id, policy)
    SELECT p_org, p_correction, c.item_id, c.from_version_id, c.to_version_id, c.policy
    FROM jsonb_to_recordset(p_changes) AS c(item_id uuid, from_version_id uuid, to_version_id uuid, policy public.correction_policy)),
  ruling AS (
    INSERT INTO public.key_ruling AS t (organisation_id, item_version_id, correction_id, decided_at, key_version_id, full_credit,
                                        accepted_keys)
    SELECT p_org, v.item_version_id, p_correction, v_at, c.to_version_id,
           v.policy = 'full_credit' OR (v.full_credit AND NOT (v.policy = 'current_key' AND v.is_judged)),
           CASE WHEN v.policy = 'full_credit' OR NOT v.is_judged THEN v.accepted_keys
                WHEN v.policy = 'current_key' THEN ARRAY[k.key]
                WHEN k.key = ANY (v.accepted_keys) THEN v.accepted_keys
                ELSE v.accepted_keys || k.key END
    FROM app.versions_to_rule(p_org, p_changes) v
    JOIN jsonb_to_recordset(p_changes) AS c(item_id uuid, to_version_id uuid) ON c.item_id = v.item_id
    CROSS JOIN LATERAL (SELECT array_to_string(v.new_key, ',') AS key) k
    -- What a version that can't be judged was said to be right stays what its learners read, too.
    WHERE v.policy <> 'no_regrade' AND (v.is_judged OR v.policy = 'full_credit')
    ON CONFLICT (organisation_id, item_version_id) DO UPDATE SET
      correction_id = EXCLUDED.correction_id, decided_at = EXCLUDED.decided_at, key_version_id = EXCLUDED.key_version_id,
      full_credit = EXCLUDED.full_credit, accepted_keys = EXCLUDED.accepted_keys),
  regraded AS (
    UPDATE public.graded_item g SET correct = e.after,
      -- What the first grading said is the opposite of what is overruled.
      overruled = (g.correct <> g.overruled) <> e.after
    FROM effect e WHERE g.organisation_id = p_org AND g.attempt_id = e.attempt_id AND g.item_version_id = e.item_version_id),
  rescored AS (
    UPDATE public.attempt_grade g SET correct = s.after
    FROM score s WHERE g.organisation_id = p_org AND g.attempt_id = s.attempt_id AND s.after <> s.before),
  kept AS (
    INSERT INTO public.grade_change (organisation_id, correction_id, attempt_id, membership_id, correct_before, correct_after,
                                     passed_before, passed_after, changed_at)
    SELECT p_org, p_correction, s.attempt_id, s.membership_id, s.before, s.after, s.passed_before, s.passed_after, v_at
    FROM score s),
  -- Every item of a rescored attempt has another rest score, so all of them move, not only those with a new verdict. What is graded and not
  -- folded yet will be added as it is after this.
  moved AS MATERIALIZED (
    SELECT s.assignment_id, s.membership_id, g.item_version_id, g.first_exposure,
           (SELECT i.topic_id FROM public.item_version w JOIN public.item i ON i.organisation_id = w.organisation_id AND i.id = w.item_id
            WHERE w.organisation_id = p_org AND w.id = g.item_version_id) AS topic_id,
           g.correct::int AS c0, coalesce(e.after, g.correct)::int AS c1,
           (s.before - g.correct::int)::bigint AS r0, (s.after - coalesce(e.after, g.correct)::int)::bigint AS r1
    FROM score s
    JOIN public.graded_item g ON g.organisation_id = p_org AND g.attempt_id = s.attempt_id AND g.counted AND g.reached
    LEFT JOIN effect e ON e.attempt_id = g.attempt_id AND e.item_version_id = g.item_version_id
    WHERE s.folded),
  item_sums AS (
    UPDATE public.item_rollup t SET
      first_correct = t.first_correct + m.first_correct, repeat_correct = t.repeat_correct + m.repeat_correct,
      rest_sum = t.rest_sum + m.rest_sum, rest_square_sum = t.rest_square_sum + m.rest_square_sum,
      correct_rest_sum = t.correct_rest_sum + m.correct_rest_sum
    FROM (
      SELECT x.assignment_id, x.item_version_id,
             coalesce(sum(x.c1 - x.c0) FILTER (WHERE x.first_exposure), 0) AS first_correct,
             coalesce(sum(x.c1 - x.c0) FILTER (WHERE NOT x.first_exposure), 0) AS repeat_correct,
             coalesce(sum(x.r1 - x.r0) FILTER (WHERE x.first_exposure), 0) AS rest_sum,
             coalesce(sum(x.r1 * x.r1 - x.r0 * x.r0) FILTER (WHERE x.first_exposure), 0) AS rest_square_sum,
             coalesce(sum(x.c1 * x.r1 - x.c0 * x.r0) FILTER (WHERE x.first_exposure), 0) AS correct_rest_sum
      FROM moved x GROUP BY x.assignment_id, x.item_version_id) m
    WHERE t.organisation_id = p_org AND t.assignment_id = m.assignment_id AND t.item_version_id = m.item_version_id),
  topic_sums AS (
    UPDATE public.learner_topic_rollup t SET
      first_correct = t.first_correct + m.first_correct, repeat_correct = t.repeat_correct + m.repeat_correct
    FROM (
      SELECT x.membership_id, x.topic_id,
             coalesce(sum(x.c1 - x.c0) FILTER (WHERE x.first_exposure), 0) AS first_correct,
             coalesce(sum(x.c1 - x.c0) FILTER (WHERE NOT x.first_exposure), 0) AS repeat_correct
      FROM moved x WHERE x.topic_id IS NOT NULL GROUP BY x.membership_id, x.topic_id) m
    WHERE t.organisation_id = p_org AND t.membership_id = m.membership_id AND t.topic_id = m.topic_id)
  SELECT d.counts INTO v_counts FROM decision d;
  RETURN v_counts;
END $$;
ALTER FUNCTION app.apply_key_correction(uuid,uuid,uuid,text,uuid,jsonb) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.apply_key_correction(uuid,uuid,uuid,text,uuid,jsonb) TO app_rw;
