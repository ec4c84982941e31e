-- The attempt. Each function proves the session, names the tenant and does its work in one statement of the client, hence
-- one round trip. They run as the caller (SECURITY INVOKER): row-level security holds inside them.
-- Only the clock of this server decides; lateness compares statement_timestamp(), the moment of receipt, so that
-- waiting for a lock costs the learner nothing.

CREATE SCHEMA app;
GRANT USAGE ON SCHEMA app TO app_rw, app_jobs;

-- Finds the caller's own attempt in whichever of their organisations it lies, names that organisation and locks the row.
-- Whoever takes an exam acts as a learner in it, whatever else they are: own attempts only, and no key before release.
-- outcome: signed_out | not_found | found.
CREATE FUNCTION app.lock_own_attempt(p_token_hash bytea, p_attempt uuid, OUT outcome text, OUT attempt public.attempt)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE m record;
BEGIN
  outcome := 'signed_out';
  FOR m IN SELECT * FROM identity.session_memberships(p_token_hash) LOOP
    outcome := 'not_found';
    PERFORM ctx.enter(m.organisation_id, m.membership_id, 'learner');
    SELECT a.* INTO attempt FROM public.attempt a
    WHERE a.organisation_id = m.organisation_id AND a.id = p_attempt AND a.membership_id = m.membership_id
    FOR NO KEY UPDATE;
    IF FOUND THEN outcome := 'found'; RETURN; END IF;
  END LOOP;
END $$;

CREATE FUNCTION app.remaining_ms(p_deadline timestamptz) RETURNS bigint LANGUAGE sql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT greatest(0, (extract(epoch FROM p_deadline - clock_timestamp()) * 1000)::bigint)
$$;

-- Saves one answer. Idempotent by (attempt, item, rev).
-- status: saved | duplicate | stale | conflict | superseded | closed | late | not_found | signed_out.
-- rev and saved_at are those of the stored answer; selected and flagged are given back when the caller's were not taken.
CREATE FUNCTION app.save_response(
  p_token_hash bytea, p_attempt uuid, p_lease uuid, p_item uuid, p_rev integer, p_selected uuid[], p_flagged boolean)
  RETURNS TABLE (status text, rev integer, saved_at timestamptz, remaining_ms bigint, selected uuid[], flagged boolean)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  received timestamptz := statement_timestamp();
  found_attempt record;
  a public.attempt;
  frozen public.attempt_item;
  stored public.response;
  chosen uuid[];
  left_ms bigint;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  IF found_attempt.outcome <> 'found' THEN
    RETURN QUERY SELECT found_attempt.outcome, NULL::integer, NULL::timestamptz, 0::bigint, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  a := found_attempt.attempt;
  left_ms := app.remaining_ms(a.deadline_at);
  SELECT ai.* INTO frozen FROM public.attempt_item ai
  WHERE ai.organisation_id = a.organisation_id AND ai.attempt_id = a.id AND ai.item_id = p_item;
  SELECT coalesce(array_agg(DISTINCT u ORDER BY u), '{}') INTO chosen FROM unnest(p_selected) u;
  -- An option of another item, or of none, is as unknown as an item of another attempt.
  IF frozen.item_id IS NULL OR NOT chosen <@ frozen.option_order THEN
    RETURN QUERY SELECT 'not_found', NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;

  IF a.state <> 'in_progress' OR received > a.deadline_at + ctx.grace() THEN
    -- An answer that is stored was in time; only its acknowledgement got lost. Anything new is kept apart.
    SELECT r.* INTO stored FROM public.response r
    WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id AND r.item_id = p_item;
    IF stored.rev = p_rev AND stored.selected = chosen AND stored.flagged = p_flagged THEN
      RETURN QUERY SELECT 'duplicate', stored.rev, stored.saved_at, 0::bigint, NULL::uuid[], NULL::boolean;
      RETURN;
    END IF;
    -- A person changes an answer a few times; fifty of one item is a program that fills the disk.
    INSERT INTO public.late_response (organisation_id, attempt_id, item_id, rev, selected, flagged, received_at, reason)
    SELECT a.organisation_id, a.id, p_item, p_rev, chosen, p_flagged, received,
           CASE WHEN a.state <> 'in_progress' THEN 'closed' ELSE 'late' END
    WHERE (SELECT count(*) FROM public.late_response l
           WHERE l.organisation_id = a.organisation_id AND l.attempt_id = a.id AND l.item_id = p_item) < 50
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT CASE WHEN a.state <> 'in_progress' THEN 'closed' ELSE 'late' END,
                        NULL::integer, a.closed_at, 0::bigint, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    RETURN QUERY SELECT 'superseded', NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;

  INSERT INTO public.response AS current (organisation_id, attempt_id, item_id, rev, selected, flagged, saved_at)
  VALUES (a.organisation_id, a.id, p_item, p_rev, chosen, p_flagged, clock_timestamp())
  ON CONFLICT (organisation_id, attempt_id, item_id) DO UPDATE
    SET rev = EXCLUDED.rev, selected = EXCLUDED.selected, flagged = EXCLUDED.flagged, saved_at = EXCLUDED.saved_at
    WHERE current.rev < EXCLUDED.rev
  RETURNING current.* INTO stored;
  IF stored.rev IS NOT NULL THEN
    RETURN QUERY SELECT 'saved', stored.rev, stored.saved_at, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  SELECT r.* INTO stored FROM public.response r
  WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id AND r.item_id = p_item;
  RETURN QUERY SELECT
    CASE WHEN stored.rev > p_rev THEN 'stale'
         WHEN stored.selected = chosen AND stored.flagged = p_flagged THEN 'duplicate'
         ELSE 'conflict' END,
    stored.rev, stored.saved_at, left_ms, stored.selected, stored.flagged;
END $$;

-- Makes the calling tab the one that may write and gives it everything stored so far. The start holds the first lease, so
-- the first tab takes nothing from anybody; every later change of hands is audited. The sign-in outlives the deadline.
-- status: claimed | closed | not_found | signed_out.
CREATE FUNCTION app.claim_attempt(p_token_hash bytea, p_attempt uuid, p_lease uuid)
  RETURNS TABLE (status text, remaining_ms bigint, responses jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE found_attempt record; a public.attempt;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  IF found_attempt.outcome <> 'found' THEN
    RETURN QUERY SELECT found_attempt.outcome, 0::bigint, '[]'::jsonb; RETURN;
  END IF;
  a := found_attempt.attempt;
  IF a.state <> 'in_progress' OR statement_timestamp() > a.deadline_at + ctx.grace() THEN
    RETURN QUERY SELECT 'closed', 0::bigint, '[]'::jsonb; RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    UPDATE public.attempt t SET lease_id = p_lease, lease_epoch = t.lease_epoch + 1
    WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    IF a.lease_epoch > 1 THEN
      INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
      VALUES (a.organisation_id, ctx.uuid_v7(), a.membership_id, 'attempt.taken_over', 'attempt', a.id::text,
              jsonb_build_object('leaseEpoch', a.lease_epoch + 1));
    END IF;
  END IF;
  PERFORM identity.extend_session(p_token_hash, a.deadline_at + interval '1 hour');
  RETURN QUERY SELECT 'claimed', app.remaining_ms(a.deadline_at),
    coalesce((SELECT jsonb_agg(jsonb_build_object('itemId', r.item_id, 'rev', r.rev, 'selected', to_jsonb(r.selected),
                                                  'flagged', r.flagged, 'savedAt', r.saved_at))
              FROM public.response r WHERE r.organisation_id = a.organisation_id AND r.attempt_id = a.id), '[]'::jsonb);
END $$;

-- How much time is left, and whether this tab still may write.
-- status: ok | superseded | closed | not_found | signed_out.
CREATE FUNCTION app.attempt_clock(p_token_hash bytea, p_attempt uuid, p_lease uuid)
  RETURNS TABLE (status text, remaining_ms bigint)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE found_attempt record; a public.attempt;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  a := found_attempt.attempt;
  RETURN QUERY SELECT
    CASE WHEN found_attempt.outcome <> 'found' THEN found_attempt.outcome
         WHEN a.state <> 'in_progress' OR statement_timestamp() > a.deadline_at + ctx.grace() THEN 'closed'
         WHEN a.lease_id <> p_lease THEN 'superseded'
         ELSE 'ok' END,
    CASE WHEN found_attempt.outcome = 'found' AND a.state = 'in_progress' THEN app.remaining_ms(a.deadline_at) ELSE 0 END;
END $$;

-- What the learner gets in the hand: how many answers were stored, and a hash over them in the order of the form.
CREATE FUNCTION app.attempt_receipt(p_org uuid, p_attempt uuid, p_closed_at timestamptz, p_closed_by text) RETURNS jsonb
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT jsonb_build_object(
    'attemptId', p_attempt, 'closedAt', p_closed_at, 'closedBy', p_closed_by,
    'items', count(*),
    'answered', count(*) FILTER (WHERE cardinality(r.selected) > 0),
    'sha256', encode(sha256(convert_to(coalesce(string_agg(
        ai.item_id::text || ':' || r.rev || ':' || array_to_string(r.selected, ','), E'\n' ORDER BY ai.position)
        FILTER (WHERE r.rev IS NOT NULL), ''), 'UTF8')), 'hex'))
  FROM public.attempt_item ai
  LEFT JOIN public.response r
    ON r.organisation_id = ai.organisation_id AND r.attempt_id = ai.attempt_id AND r.item_id = ai.item_id
  WHERE ai.organisation_id = p_org AND ai.attempt_id = p_attempt
$$;

-- Adds one graded attempt to the roll-ups. Rows are touched in key order, so that two gradings never wait in a circle.
CREATE FUNCTION app.add_to_rollups(p_org uuid, p_attempt uuid) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.item_rollup AS t (organisation_id, assignment_id, item_version_id, first_count, first_correct, first_omitted,
                                       repeat_count, repeat_correct, rest_sum, rest_square_sum, correct_rest_sum)
  SELECT g.organisation_id, a.assignment_id, ai.item_version_id,
         g.first_exposure::int, (g.first_exposure AND g.correct)::int, (g.first_exposure AND NOT g.answered)::int,
         (NOT g.first_exposure)::int, (NOT g.first_exposure AND g.correct)::int,
         CASE WHEN g.first_exposure THEN rest.n ELSE 0 END,
         CASE WHEN g.first_exposure THEN rest.n * rest.n ELSE 0 END,
         CASE WHEN g.first_exposure AND g.correct THEN rest.n ELSE 0 END
  FROM public.item_grade g
  JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id
  JOIN public.attempt_item ai ON ai.organisation_id = g.organisation_id AND ai.attempt_id = g.attempt_id AND ai.item_id = g.item_id
  JOIN public.attempt_grade s ON s.organisation_id = g.organisation_id AND s.attempt_id = g.attempt_id
  CROSS JOIN LATERAL (SELECT (s.correct - g.correct::int)::bigint AS n) rest
  WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt AND g.counted
  ORDER BY ai.item_version_id
  ON CONFLICT (organisation_id, assignment_id, item_version_id) DO UPDATE SET
    first_count = t.first_count + EXCLUDED.first_count, first_correct = t.first_correct + EXCLUDED.first_correct,
    first_omitted = t.first_omitted + EXCLUDED.first_omitted,
    repeat_count = t.repeat_count + EXCLUDED.repeat_count, repeat_correct = t.repeat_correct + EXCLUDED.repeat_correct,
    rest_sum = t.rest_sum + EXCLUDED.rest_sum, rest_square_sum = t.rest_square_sum + EXCLUDED.rest_square_sum,
    correct_rest_sum = t.correct_rest_sum + EXCLUDED.correct_rest_sum;

  INSERT INTO public.option_rollup AS t (organisation_id, assignment_id, item_version_id, option_id, first_chosen, repeat_chosen)
  SELECT g.organisation_id, a.assignment_id, ai.item_version_id, o.id,
         g.first_exposure::int, (NOT g.first_exposure)::int
  FROM public.item_grade g
  JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id
  JOIN public.attempt_item ai ON ai.organisation_id = g.organisation_id AND ai.attempt_id = g.attempt_id AND ai.item_id = g.item_id
  JOIN public.response r ON r.organisation_id = g.organisation_id AND r.attempt_id = g.attempt_id AND r.item_id = g.item_id
  CROSS JOIN LATERAL unnest(r.selected) o(id)
  WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt AND g.counted
  ORDER BY ai.item_version_id, o.id
  ON CONFLICT (organisation_id, assignment_id, item_version_id, option_id) DO UPDATE SET
    first_chosen = t.first_chosen + EXCLUDED.first_chosen, repeat_chosen = t.repeat_chosen + EXCLUDED.repeat_chosen;

  INSERT INTO public.learner_topic_rollup AS t (organisation_id, membership_id, topic_id, first_count, first_correct,
                                                repeat_count, repeat_correct, last_first_at)
  SELECT g.organisation_id, g.membership_id, g.topic_id,
         count(*) FILTER (WHERE g.first_exposure), count(*) FILTER (WHERE g.first_exposure AND g.correct),
         count(*) FILTER (WHERE NOT g.first_exposure), count(*) FILTER (WHERE NOT g.first_exposure AND g.correct),
         max(a.closed_at) FILTER (WHERE g.first_exposure)
  FROM public.item_grade g
  JOIN public.attempt a ON a.organisation_id = g.organisation_id AND a.id = g.attempt_id
  WHERE g.organisation_id = p_org AND g.attempt_id = p_attempt AND g.counted AND g.topic_id IS NOT NULL
  GROUP BY g.organisation_id, g.membership_id, g.topic_id
  ORDER BY g.topic_id
  ON CONFLICT (organisation_id, membership_id, topic_id) DO UPDATE SET
    first_count = t.first_count + EXCLUDED.first_count, first_correct = t.first_correct + EXCLUDED.first_correct,
    repeat_count = t.repeat_count + EXCLUDED.repeat_count, repeat_correct = t.repeat_correct + EXCLUDED.repeat_correct,
    last_first_at = greatest(t.last_first_at, EXCLUDED.last_first_at);
END $$;

-- Empties and refills the roll-ups of the named organisation from the graded answers.
CREATE FUNCTION app.rebuild_rollups() RETURNS void LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE g record;
BEGIN
  DELETE FROM public.item_rollup WHERE organisation_id = (SELECT ctx.org());
  DELETE FROM public.option_rollup WHERE organisation_id = (SELECT ctx.org());
  DELETE FROM public.learner_topic_rollup WHERE organisation_id = (SELECT ctx.org());
  FOR g IN SELECT s.attempt_id FROM public.attempt_grade s
           JOIN public.attempt a ON a.organisation_id = s.organisation_id AND a.id = s.attempt_id
           WHERE s.organisation_id = (SELECT ctx.org()) AND a.state <> 'voided' ORDER BY s.attempt_id LOOP
    PERFORM app.add_to_rollups((SELECT ctx.org()), g.attempt_id);
  END LOOP;
END $$;

-- Whether results of an assignment may be shown now. 'after_close' also waits for those whose extra time runs past the window:
-- a key that is out while somebody still answers isn't a key.
CREATE FUNCTION app.release_is_due(p_org uuid, p_assignment uuid) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT s.release_rule = 'on_submit' OR s.released_at IS NOT NULL
    OR (s.release_rule = 'after_close' AND s.closes_at <= clock_timestamp()
        AND NOT EXISTS (SELECT 1 FROM public.attempt o
                        WHERE o.organisation_id = s.organisation_id AND o.assignment_id = s.id
                          AND o.state IN ('in_progress', 'paused')))
  FROM public.assignment s WHERE s.organisation_id = p_org AND s.id = p_assignment
$$;

-- Grades one closed attempt over its frozen form: all keys chosen and nothing else is correct, no answer is not.
-- Mirrors lib/domain/grading; a test holds the two together. Guarded by the state, so a second call changes nothing.
CREATE FUNCTION app.grade_attempt(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE a public.attempt;
BEGIN
  -- Keys are closed to the learner whose submission this may be part of.
  PERFORM ctx.enter(p_org, NULL, 'system');
  UPDATE public.attempt t SET state = 'graded', graded_at = clock_timestamp()
  WHERE t.organisation_id = p_org AND t.id = p_attempt AND t.state IN ('submitted', 'expired')
  RETURNING t.* INTO a;
  IF a.id IS NULL THEN RETURN false; END IF;
  -- Two attempts of one learner are graded one after the other, or both would call a shared item a first exposure.
  PERFORM 1 FROM public.membership m WHERE m.organisation_id = p_org AND m.id = a.membership_id FOR NO KEY UPDATE;

  INSERT INTO public.item_grade (organisation_id, attempt_id, item_id, membership_id, answered, correct, first_exposure, counted,
                                 topic_id, graded_at)
  SELECT ai.organisation_id, ai.attempt_id, ai.item_id, a.membership_id,
         cardinality(coalesce(r.selected, '{}')) > 0,
         coalesce(r.selected, '{}') = k.option_ids,
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

-- Closes an attempt whose row the caller has locked: state, receipt and audit event together.
CREATE FUNCTION app.close_attempt(p_org uuid, p_attempt uuid, p_closed_by text, p_submit_key uuid, p_actor uuid) RETURNS jsonb
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
-- Rounded as saved_at is: cut off instead, an answer could look younger than the submission after it.
DECLARE v_receipt jsonb; v_closed_at timestamptz(3) := clock_timestamp();
BEGIN
  v_receipt := app.attempt_receipt(p_org, p_attempt, v_closed_at, p_closed_by);
  UPDATE public.attempt t
  SET state = p_closed_by::public.attempt_state, closed_at = v_closed_at, closed_by = p_closed_by,
      submit_key = p_submit_key, receipt = v_receipt
  WHERE t.organisation_id = p_org AND t.id = p_attempt AND t.state = 'in_progress';
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  VALUES (p_org, ctx.uuid_v7(), p_actor, 'attempt.' || p_closed_by, 'attempt', p_attempt::text,
          jsonb_build_object('answered', v_receipt->'answered', 'sha256', v_receipt->'sha256'));
  RETURN v_receipt;
END $$;

-- Submits and grades. A replay with the same key gets the stored receipt.
-- status: submitted | duplicate | closed | superseded | not_found | signed_out. closed: it was closed before, by the clock or
-- by another submission; the receipt says how.
CREATE FUNCTION app.submit_attempt(p_token_hash bytea, p_attempt uuid, p_lease uuid, p_submit_key uuid)
  RETURNS TABLE (status text, receipt jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE received timestamptz := statement_timestamp(); found_attempt record; a public.attempt; v_receipt jsonb;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  IF found_attempt.outcome <> 'found' THEN
    RETURN QUERY SELECT found_attempt.outcome, NULL::jsonb; RETURN;
  END IF;
  a := found_attempt.attempt;
  IF a.state <> 'in_progress' THEN
    RETURN QUERY SELECT CASE WHEN a.submit_key = p_submit_key THEN 'duplicate' ELSE 'closed' END, a.receipt; RETURN;
  END IF;
  IF received > a.deadline_at + ctx.grace() THEN
    v_receipt := app.close_attempt(a.organisation_id, a.id, 'expired', NULL, NULL);
    PERFORM app.grade_attempt(a.organisation_id, a.id);
    RETURN QUERY SELECT 'closed', v_receipt; RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    RETURN QUERY SELECT 'superseded', NULL::jsonb; RETURN;
  END IF;
  v_receipt := app.close_attempt(a.organisation_id, a.id, 'submitted', p_submit_key, a.membership_id);
  PERFORM app.grade_attempt(a.organisation_id, a.id);
  RETURN QUERY SELECT 'submitted', v_receipt;
END $$;

-- Closes and grades overdue attempts of one organisation; when none is left, releases what has become due. Any number of
-- processes may call it at once: a locked attempt is skipped, and a closed one is no longer found. The sweeper asks for one
-- at a time: a transaction that held the roll-ups of several attempts could wait in a circle with a submission.
CREATE FUNCTION app.sweep_organisation(p_org uuid, p_limit integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE due record; closed integer := 0;
BEGIN
  PERFORM ctx.enter(p_org, NULL, 'system');
  FOR due IN
    SELECT t.id FROM public.attempt t
    WHERE t.organisation_id = p_org AND t.state = 'in_progress' AND t.deadline_at + ctx.grace() < clock_timestamp()
    ORDER BY t.deadline_at LIMIT p_limit FOR NO KEY UPDATE SKIP LOCKED
  LOOP
    PERFORM app.close_attempt(p_org, due.id, 'expired', NULL, NULL);
    PERFORM app.grade_attempt(p_org, due.id);
    closed := closed + 1;
  END LOOP;
  IF closed = 0 THEN
    UPDATE public.attempt t SET state = 'released', released_at = clock_timestamp()
    WHERE t.organisation_id = p_org AND t.id IN (
      SELECT g.id FROM public.attempt g
      WHERE g.organisation_id = p_org AND g.state = 'graded' AND g.assignment_id IN (
        SELECT s.id FROM public.assignment s WHERE s.organisation_id = p_org AND app.release_is_due(p_org, s.id))
      FOR NO KEY UPDATE SKIP LOCKED);
  END IF;
  RETURN closed;
END $$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA app FROM PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA app TO app_rw, app_jobs;
-- Jobs never act for a browser.
REVOKE EXECUTE ON FUNCTION
  app.save_response(bytea, uuid, uuid, uuid, integer, uuid[], boolean), app.claim_attempt(bytea, uuid, uuid),
  app.attempt_clock(bytea, uuid, uuid), app.submit_attempt(bytea, uuid, uuid, uuid), app.lock_own_attempt(bytea, uuid)
  FROM app_jobs;
