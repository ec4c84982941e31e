-- Writes the attempt that app.start_facts allowed, in the same transaction: attempt, form and audit event. The sign-in outlives it.
-- A second click of the same person meets the first one's attempt (unique_violation), and finds it when it looks again.
CREATE OR REPLACE FUNCTION app.start_attempt(p_token_hash bytea, p_assignment uuid, p_attempt uuid, p_number integer, p_started_at timestamptz,
    p_deadline_at timestamptz, p_signed_in_until timestamptz, p_versions uuid[], p_orders text[])
  RETURNS TABLE (attempt_id uuid)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO public.attempt (organisation_id, id, assignment_id, membership_id, number, started_at, deadline_at, lease_id)
  VALUES (ctx.org(), p_attempt, p_assignment, ctx.member(), p_number, p_started_at, p_deadline_at, ctx.uuid_v7());
  INSERT INTO public.attempt_form (organisation_id, attempt_id, item_version_ids, option_orders)
  VALUES (ctx.org(), p_attempt, p_versions, p_orders);
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  VALUES (ctx.org(), ctx.uuid_v7(), ctx.member(), 'attempt.started', 'attempt', p_attempt::text,
          jsonb_build_object('assignmentId', p_assignment, 'number', p_number, 'items', cardinality(p_versions),
                             'deadlineAt', to_char(p_deadline_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')));
  PERFORM identity.extend_session(p_token_hash, p_signed_in_until);
  RETURN QUERY SELECT p_attempt;
END $$;
GRANT EXECUTE ON FUNCTION app.start_attempt(bytea,uuid,uuid,integer,timestamptz,timestamptz,timestamptz,uuid[],text[]) TO app_rw;
