-- Saves one answer. Idempotent by (attempt, item, rev).
-- status: saved | duplicate | stale | conflict | superseded | closed | late | not_found | signed_out.
-- rev and saved_at are those of the stored answer; selected and flagged are given back when the caller's were not taken.
CREATE OR REPLACE FUNCTION app.save_response(
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
GRANT EXECUTE ON FUNCTION app.save_response(bytea,uuid,uuid,uuid,integer,uuid[],boolean) TO app_rw;
