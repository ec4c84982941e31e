-- Grading by rulings, and the correction itself. Mirrors lib/domain/key-correction; tests hold the two together.

-- One correction at a time in an organisation, and no grading while it runs: an attempt that is graded by the old key must be
-- seen by the correction, and one that is graded after it must see the ruling. Gradings go on side by side.
-- Always taken after the row of the attempt or the bank and before grades and roll-ups, so that nobody waits in a circle.
CREATE FUNCTION app.hold_grading(p_org uuid, p_exclusive boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_gate bigint := hashtextextended('grading:' || p_org::text, 0);
BEGIN
  IF p_exclusive THEN PERFORM pg_advisory_xact_lock(v_gate); ELSE PERFORM pg_advisory_xact_lock_shared(v_gate); END IF;
END $$;

-- An answer against the rule of its version. Arrays are ascending; accepted keys are ids joined by commas.
CREATE FUNCTION app.is_right(p_selected uuid[], p_full_credit boolean, p_accepted text[]) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_full_credit OR (cardinality(p_selected) > 0 AND array_to_string(p_selected, ',') = ANY (p_accepted))
$$;

CREATE FUNCTION app.is_pass(p_correct integer, p_items integer, p_cut_percent numeric) RETURNS boolean
  LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT p_items > 0 AND p_correct * 100 >= p_cut_percent * p_items
$$;

CREATE OR REPLACE FUNCTION app.grade_attempt(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE a public.attempt;
BEGIN
  -- Keys are closed to the learner whose submission this may be part of.
  PERFORM ctx.enter(p_org, NULL, 'system');
  UPDATE public.attempt t SET state = 'graded', graded_at = clock_timestamp()
  WHERE t.organisation_id = p_org AND t.id = p_attempt AND t.state IN ('submitted', 'expired')
  RETURNING t.* INTO a;
  IF a.id IS NULL THEN RETURN false; END IF;
  PERFORM app.hold_grading(p_org, false);
  -- Two attempts of one learner are graded one after the other, or both would call a shared item a first exposure.
  PERFORM 1 FROM public.membership m WHERE m.organisation_id = p_org AND m.id = a.membership_id FOR NO KEY UPDATE;

  INSERT INTO public.item_grade (organisation_id, attempt_id, item_id, membership_id, answered, correct, first_exposure, counted,
                                 topic_id, graded_at)
  SELECT ai.organisation_id, ai.attempt_id, ai.item_id, a.membership_id,
         cardinality(coalesce(r.selected, '{}')) > 0,
         -- A key that was corrected since the form was frozen counts as the correction ruled.
         app.is_right(coalesce(r.selected, '{}'), coalesce(u.full_credit, false),
                      coalesce(u.accepted_keys, ARRAY[array_to_string(k.option_ids, ',')])),
         NOT EXISTS (SELECT 1 FROM public.item_grade earlier
                     WHERE earlier.organisation_id = ai.organisation_id AND earlier.membership_id = a.membership_id
                       AND earlier.item_id = ai.item_id AND earlier.counted),
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

  INSERT INTO public.attempt_grade (organisation_id, attempt_id, correct, answered, items, graded_at)
  SELECT p_org, p_attempt, count(*) FILTER (WHERE g.correct), count(*) FILTER (WHERE g.answered), count(*), a.graded_at
  FROM public.item_grade g WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt;

  PERFORM app.add_to_rollups(p_org, p_attempt);

  UPDATE public.attempt t SET state = 'released', released_at = clock_timestamp()
  WHERE t.organisation_id = p_org AND t.id = p_attempt AND t.state = 'graded'
    AND app.release_is_due(p_org, a.assignment_id);
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION app.rebuild_rollups() RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE g record;
BEGIN
  PERFORM app.hold_grading((SELECT ctx.org()), true);
  DELETE FROM public.item_rollup WHERE organisation_id = (SELECT ctx.org());
  DELETE FROM public.option_rollup WHERE organisation_id = (SELECT ctx.org());
  DELETE FROM public.learner_topic_rollup WHERE organisation_id = (SELECT ctx.org());
  FOR g IN SELECT s.attempt_id FROM public.attempt_grade s
           JOIN public.attempt a ON a.organisation_id = s.organisation_id AND a.id = s.attempt_id
           WHERE s.organisation_id = (SELECT ctx.org()) AND a.state <> 'voided' ORDER BY s.attempt_id LOOP
    PERFORM app.add_to_rollups((SELECT ctx.org()), g.attempt_id);
  END LOOP;
END $$;

-- The versions that a change of keys concerns, with the rule of each so far.
-- p_changes: [{ "item_id", "below": first version with the new key, "key": option ids, "policy": null in a preview }].
CREATE FUNCTION app.versions_to_rule(p_org uuid, p_changes jsonb)
  RETURNS TABLE (item_id uuid, item_version_id uuid, policy public.correction_policy, new_key uuid[], is_judged boolean,
                 full_credit boolean, accepted_keys text[])
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.item_id, v.id, c.policy, n.new_key,
         n.new_key <@ ARRAY(SELECT (o->>'id')::uuid FROM jsonb_array_elements(v.options) o)
           AND cardinality(n.new_key) = v.key_count,
         coalesce(u.full_credit, false),
         coalesce(u.accepted_keys, ARRAY[array_to_string(k.option_ids, ',')])
  FROM jsonb_to_recordset(p_changes) AS c(item_id uuid, below integer, key uuid[], policy public.correction_policy)
  CROSS JOIN LATERAL (SELECT ARRAY(SELECT DISTINCT o FROM unnest(c.key) o ORDER BY o) AS new_key) n
  JOIN public.item_version v ON v.organisation_id = p_org AND v.item_id = c.item_id AND v.version < c.below
  JOIN public.item_key k ON k.organisation_id = v.organisation_id AND k.item_version_id = v.id
  LEFT JOIN public.key_ruling u ON u.organisation_id = v.organisation_id AND u.item_version_id = v.id
$$;

-- Every graded answer to those versions: whether it is right now, and after the change under each policy. `chosen` is what
-- the policy of the change makes of it.
CREATE FUNCTION app.correction_effects(p_org uuid, p_changes jsonb)
  RETURNS TABLE (item_id uuid, item_version_id uuid, attempt_id uuid, is_judged boolean, before boolean,
                 full_credit boolean, both_keys boolean, current_key boolean, chosen boolean)
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT v.item_id, v.item_version_id, ai.attempt_id, v.is_judged, g.correct, true, e.both_keys, e.current_key,
         CASE v.policy WHEN 'full_credit' THEN true WHEN 'both_keys' THEN e.both_keys
                       WHEN 'current_key' THEN e.current_key ELSE g.correct END
  FROM app.versions_to_rule(p_org, p_changes) v
  JOIN public.attempt_item ai ON ai.organisation_id = p_org AND ai.item_version_id = v.item_version_id
  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id AND a.state IN ('graded', 'released')
  JOIN public.item_grade g ON g.organisation_id = ai.organisation_id AND g.attempt_id = ai.attempt_id AND g.item_id = ai.item_id
  LEFT JOIN public.response r ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  CROSS JOIN LATERAL (
    SELECT g.correct OR (v.is_judged AND coalesce(r.selected = v.new_key, false)) AS both_keys,
           CASE WHEN v.is_judged THEN coalesce(r.selected = v.new_key, false) ELSE g.correct END AS current_key) e
$$;

-- Decides, rules, regrades and keeps the roll-ups, all or nothing and whatever the number of answers in one statement.
-- p_changes as above with a policy each, and "from_version_id" and "to_version_id".
-- Gives the counts that are kept with the correction.
CREATE FUNCTION app.apply_key_correction(
  p_org uuid, p_correction uuid, p_decided_by uuid, p_reason text, p_import uuid, p_changes jsonb) RETURNS jsonb
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_at timestamptz(3) := clock_timestamp(); v_counts jsonb;
BEGIN
  PERFORM app.hold_grading(p_org, true);
  WITH effect AS MATERIALIZED (
    SELECT e.item_id, e.attempt_id, e.before, e.chosen AS after FROM app.correction_effects(p_org, p_changes) e
    WHERE e.chosen <> e.before),
  score AS MATERIALIZED (
    SELECT a.id AS attempt_id, a.assignment_id, a.membership_id, a.state, g.correct AS before, g.correct + d.delta AS after,
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
                  JOIN public.attempt_item ai ON ai.organisation_id = p_org AND ai.item_version_id = v.item_version_id
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
    UPDATE public.item_grade g SET correct = e.after,
      original_correct = nullif(coalesce(g.original_correct, g.correct), e.after)
    FROM effect e WHERE g.organisation_id = p_org AND g.attempt_id = e.attempt_id AND g.item_id = e.item_id),
  rescored AS (
    UPDATE public.attempt_grade g SET correct = s.after
    FROM score s WHERE g.organisation_id = p_org AND g.attempt_id = s.attempt_id AND s.after <> s.before),
  kept AS (
    INSERT INTO public.grade_change (organisation_id, correction_id, attempt_id, membership_id, correct_before, correct_after,
                                     passed_before, passed_after, changed_at)
    SELECT p_org, p_correction, s.attempt_id, s.membership_id, s.before, s.after, s.passed_before, s.passed_after, v_at
    FROM score s),
  -- Every item of a rescored attempt has another rest score, so all of them move, not only those with a new verdict.
  moved AS MATERIALIZED (
    SELECT s.assignment_id, s.membership_id, ai.item_version_id, g.topic_id, g.first_exposure,
           g.correct::int AS c0, coalesce(e.after, g.correct)::int AS c1,
           (s.before - g.correct::int)::bigint AS r0, (s.after - coalesce(e.after, g.correct)::int)::bigint AS r1
    FROM score s
    JOIN public.item_grade g ON g.organisation_id = p_org AND g.attempt_id = s.attempt_id AND g.counted
    JOIN public.attempt_item ai ON ai.organisation_id = g.organisation_id AND ai.attempt_id = g.attempt_id AND ai.item_id = g.item_id
    LEFT JOIN effect e ON e.attempt_id = g.attempt_id AND e.item_id = g.item_id),
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

REVOKE ALL ON FUNCTION
  app.hold_grading(uuid, boolean), app.is_right(uuid[], boolean, text[]), app.is_pass(integer, integer, numeric),
  app.versions_to_rule(uuid, jsonb), app.correction_effects(uuid, jsonb),
  app.apply_key_correction(uuid, uuid, uuid, text, uuid, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
  app.hold_grading(uuid, boolean), app.is_right(uuid[], boolean, text[]), app.is_pass(integer, integer, numeric)
  TO app_rw, app_jobs;
GRANT EXECUTE ON FUNCTION
  app.versions_to_rule(uuid, jsonb), app.correction_effects(uuid, jsonb),
  app.apply_key_correction(uuid, uuid, uuid, text, uuid, jsonb) TO app_rw;
