-- Makes the calling tab the one that may write and gives it everything stored so far, and what was looked at, flagged and struck out in
-- order of receipt. The start holds the first lease, so the first tab takes nothing from anybody; every later change of hands is audited.
-- The sign-in outlives the deadline.
-- status: claimed | closed | not_found | signed_out.
CREATE OR REPLACE FUNCTION app.claim_attempt(p_token_hash bytea, p_attempt uuid, p_lease uuid, p_batch integer, p_acts text)
  RETURNS TABLE (status text, epoch integer, remaining_ms bigint, paused boolean, responses jsonb, activity jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE found_attempt record; a public.attempt;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  IF found_attempt.outcome <> 'found' THEN
    RETURN QUERY SELECT found_attempt.outcome, NULL::integer, NULL::bigint, NULL::boolean, NULL::jsonb, NULL::jsonb; RETURN;
  END IF;
  a := found_attempt.attempt;
  IF a.state NOT IN ('in_progress', 'paused') OR (a.state = 'in_progress' AND statement_timestamp() > a.deadline_at + ctx.grace()) THEN
    RETURN QUERY SELECT 'closed', NULL::integer, NULL::bigint, NULL::boolean, NULL::jsonb, NULL::jsonb; RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    -- What a row of the history has room for; nobody changes devices so often.
    a.lease_epoch := least(a.lease_epoch + 1, 32767);
    UPDATE public.attempt t SET lease_id = p_lease, lease_epoch = a.lease_epoch
    WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    IF a.lease_epoch > 2 THEN
      INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
      VALUES (a.organisation_id, ctx.uuid_v7(), a.membership_id, 'attempt.taken_over', 'attempt', a.id::text,
              jsonb_build_object('leaseEpoch', a.lease_epoch));
    END IF;
  END IF;
  PERFORM identity.extend_session(p_token_hash, app.ends_at(a) + interval '1 hour');
  PERFORM set_config('app.role', 'system', true);
  PERFORM app.keep_acts(a, coalesce(p_batch, 1), coalesce(p_acts, ''));
  RETURN QUERY SELECT 'claimed', a.lease_epoch, app.remaining_ms(a.deadline_at, a.paused_at), a.state = 'paused',
    app.stored_answers(a.organisation_id, a.id), app.stored_acts(a.organisation_id, a.id);
END $$;
GRANT EXECUTE ON FUNCTION app.claim_attempt(bytea,uuid,uuid,integer,text) TO app_rw;
