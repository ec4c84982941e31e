-- Submits: lock, receipt, state, audit event, and a job that grades later (app.do_job). A replay with the same key gets the stored receipt.
-- What happened since the last call is kept first, so that the grading knows what was shown.
-- status: submitted | duplicate | closed | superseded | paused | not_found | signed_out. closed: it was closed before, by the clock or
-- by another submission; the receipt says how.
CREATE OR REPLACE FUNCTION app.submit_attempt(p_token_hash bytea, p_attempt uuid, p_lease uuid, p_submit_key uuid, p_batch integer, p_acts text)
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
  IF a.state = 'paused' THEN RETURN QUERY SELECT 'paused', NULL::jsonb; RETURN; END IF;
  IF a.state <> 'in_progress' THEN
    RETURN QUERY SELECT CASE WHEN a.submit_key = p_submit_key THEN 'duplicate' ELSE 'closed' END, a.receipt; RETURN;
  END IF;
  IF received > a.deadline_at + ctx.grace() THEN
    v_receipt := app.close_attempt(a.organisation_id, a.id, 'expired', NULL, NULL);
    RETURN QUERY SELECT 'closed', v_receipt; RETURN;
  END IF;
  IF a.lease_id <> p_lease THEN
    RETURN QUERY SELECT 'superseded', NULL::jsonb; RETURN;
  END IF;
  PERFORM app.keep_acts(a, p_batch, p_acts);
  v_receipt := app.close_attempt(a.organisation_id, a.id, 'submitted', p_submit_key, a.membership_id);
  RETURN QUERY SELECT 'submitted', v_receipt;
END $$;
GRANT EXECUTE ON FUNCTION app.submit_attempt(bytea,uuid,uuid,uuid,integer,text) TO app_rw;
