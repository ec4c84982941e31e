-- Saves one answer with what it was made upon: the lease it was made under (p_epoch) and the revision that its writer knew as stored when its
-- unacknowledged changes of this question began (p_base). What is newer and comes from another lease is never replaced: `conflict` gives it
-- back, and the learner chooses. Idempotent by (attempt, question, rev). Without p_base (pages of the release before) a higher rev wins.
-- p_acts, what happened since the last call, is kept in the row of the answer.
-- Plans are kept for the session: made anew for every answer, over all the parts of the history, they cost more than the answer.
-- status: saved | duplicate | stale | conflict | misfit | superseded | paused | closed | late | not_found | signed_out.
-- rev, epoch and saved_at are those of the stored answer; selected and flagged are given back when the caller's were not taken.
CREATE OR REPLACE FUNCTION app.save_response(
  p_token_hash bytea, p_attempt uuid, p_lease uuid, p_item uuid, p_epoch integer, p_base integer, p_rev integer,
  p_selected uuid[], p_flagged boolean, p_ago_ms integer, p_acts text)
  RETURNS TABLE (status text, rev integer, epoch integer, saved_at timestamptz, remaining_ms bigint, selected uuid[], flagged boolean)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
  received timestamptz(3) := statement_timestamp();
  found_attempt record;
  a public.attempt;
  asked record;
  stored record;
  chosen text;
  acts text := coalesce(p_acts, '');
  made_in integer;
  left_ms bigint;
  outcome text;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  IF found_attempt.outcome <> 'found' THEN
    RETURN QUERY SELECT found_attempt.outcome, NULL::integer, NULL::integer, NULL::timestamptz, NULL::bigint, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  a := found_attempt.attempt;
  -- The attempt is theirs; what follows touches nothing beside it, and asks no policy again.
  PERFORM set_config('app.role', 'system', true);
  made_in := least(coalesce(p_epoch, a.lease_epoch), a.lease_epoch);
  IF a.state IN ('in_progress', 'paused') THEN left_ms := app.remaining_ms(a.deadline_at, a.paused_at); END IF;
  SELECT v.options, v.key_count, array_position(f.item_version_ids, v.id)::smallint AS position INTO asked
  FROM public.attempt_form f
  JOIN public.item_version v ON v.organisation_id = f.organisation_id AND v.item_id = p_item AND v.id = ANY (f.item_version_ids)
  WHERE f.organisation_id = a.organisation_id AND f.attempt_id = a.id;
  chosen := app.canonical_choice(asked.options, p_selected);
  -- An option of another item, or of none, is as unknown as an item of another attempt.
  IF asked.position IS NULL OR chosen IS NULL THEN
    RETURN QUERY SELECT 'not_found', NULL::integer, NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  IF length(chosen) > asked.key_count THEN
    RETURN QUERY SELECT 'misfit', NULL::integer, NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  SELECT e.rev, e.epoch::integer, e.received_at, e.answer INTO stored FROM public.response_event e
  WHERE e.organisation_id = a.organisation_id AND e.attempt_id = a.id AND e.position = asked.position
  ORDER BY e.rev DESC LIMIT 1;

  IF a.state NOT IN ('in_progress', 'paused') OR (a.state = 'in_progress' AND received > a.deadline_at + ctx.grace()) THEN
    outcome := CASE WHEN a.state = 'in_progress' THEN 'late' ELSE 'closed' END;
    -- An answer that is stored was in time; only its acknowledgement got lost. Anything new is kept apart.
    IF stored.rev = p_rev AND stored.answer = chosen AND (p_epoch IS NULL OR stored.epoch = made_in) THEN
      RETURN QUERY SELECT 'duplicate', stored.rev, stored.epoch, stored.received_at, NULL::bigint, NULL::uuid[], NULL::boolean;
      RETURN;
    END IF;
    -- A person changes an answer a few times; fifty of one item is a program that fills the disk.
    -- Two pages that never had a lease, or one before and after a reload, may have given one number to two answers: both are kept.
    INSERT INTO public.late_response (organisation_id, attempt_id, position, epoch, rev, received_at, ago_ms, answer, reason)
    SELECT a.organisation_id, a.id, asked.position, made_in,
           CASE WHEN bool_or(l.epoch = made_in AND l.rev = p_rev)
                THEN least(max(l.rev) FILTER (WHERE l.epoch = made_in) + 1::bigint, 2147483647)::integer ELSE p_rev END,
           received, coalesce(p_ago_ms, 0), chosen, outcome
    FROM public.late_response l
    WHERE l.organisation_id = a.organisation_id AND l.attempt_id = a.id AND l.position = asked.position
    HAVING count(*) < 50 AND NOT coalesce(bool_or(l.epoch = made_in AND l.rev >= p_rev AND l.answer = chosen), false)
    ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT outcome, NULL::integer, NULL::integer, a.closed_at, NULL::bigint, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    RETURN QUERY SELECT 'superseded', NULL::integer, NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  IF a.state = 'paused' THEN
    RETURN QUERY SELECT 'paused', NULL::integer, NULL::integer, NULL::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;

  outcome := CASE
    WHEN stored.rev IS NULL THEN 'saved'
    -- The writer knows what is stored, or wrote it: a page of the release before, or changes whose acknowledgement got lost.
    -- Without a lease (0) it isn't known who wrote.
    WHEN p_base IS NULL OR stored.rev <= p_base OR (stored.epoch = made_in AND made_in > 0) THEN
      CASE WHEN stored.rev < p_rev THEN 'saved' WHEN stored.rev > p_rev THEN 'stale'
           WHEN stored.answer = chosen THEN 'duplicate' ELSE 'conflict' END
    WHEN stored.answer = chosen THEN 'duplicate'
    ELSE 'conflict' END;
  IF p_flagged IS NOT NULL AND outcome IN ('saved', 'duplicate')
     AND p_flagged <> (asked.position = ANY (app.flagged_positions(a.organisation_id, a.id))) THEN
    acts := CASE WHEN p_flagged THEN 'f' ELSE 'u' END || asked.position || '-0';
    -- The same answer with another flag is a change of these pages: its revision is higher.
    IF outcome = 'duplicate' THEN outcome := 'conflict'; END IF;
  END IF;
  IF outcome = 'saved' THEN
    INSERT INTO public.response_event (organisation_id, attempt_id, position, rev, epoch, received_at, ago_ms, answer, acts)
    VALUES (a.organisation_id, a.id, asked.position, p_rev, made_in, received, coalesce(p_ago_ms, 0), chosen, acts);
    RETURN QUERY SELECT outcome, p_rev, made_in, received::timestamptz, left_ms, NULL::uuid[], NULL::boolean;
    RETURN;
  END IF;
  RETURN QUERY SELECT outcome, stored.rev, stored.epoch, stored.received_at, left_ms,
    CASE WHEN outcome <> 'duplicate' THEN app.chosen_ids(asked.options, stored.answer) END,
    CASE WHEN outcome <> 'duplicate' THEN asked.position = ANY (app.flagged_positions(a.organisation_id, a.id)) END;
END $$;
ALTER FUNCTION app.save_response(bytea,uuid,uuid,uuid,integer,integer,integer,uuid[],boolean,integer,text) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.save_response(bytea,uuid,uuid,uuid,integer,integer,integer,uuid[],boolean,integer,text) TO app_rw;
