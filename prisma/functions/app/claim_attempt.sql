-- Makes the calling tab the one that may write and gives it everything stored so far. The start holds the first lease, so
-- the first tab takes nothing from anybody; every later change of hands is audited. The sign-in outlives the deadline.
-- status: claimed | closed | not_found | signed_out.
CREATE OR REPLACE FUNCTION app.claim_attempt(p_token_hash bytea, p_attempt uuid, p_lease uuid)
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
GRANT EXECUTE ON FUNCTION app.claim_attempt(bytea,uuid,uuid) TO app_rw;
