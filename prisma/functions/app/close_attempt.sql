-- Closes an attempt whose row the caller has locked: state, receipt, audit event and the job that grades it, together.
CREATE OR REPLACE FUNCTION app.close_attempt(p_org uuid, p_attempt uuid, p_closed_by text, p_submit_key uuid, p_actor uuid) RETURNS jsonb
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
-- Rounded as saved_at is: cut off instead, an answer could look younger than the submission after it.
DECLARE v_receipt jsonb; v_assignment uuid; v_closed_at timestamptz(3) := clock_timestamp();
BEGIN
  v_receipt := app.attempt_receipt(p_org, p_attempt, v_closed_at, p_closed_by);
  UPDATE public.attempt t
  SET state = p_closed_by::public.attempt_state, closed_at = v_closed_at, closed_by = p_closed_by,
      submit_key = p_submit_key, receipt = v_receipt
  WHERE t.organisation_id = p_org AND t.id = p_attempt AND t.state = 'in_progress'
  RETURNING t.assignment_id INTO v_assignment;
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  VALUES (p_org, ctx.uuid_v7(), p_actor, 'attempt.' || p_closed_by, 'attempt', p_attempt::text,
          jsonb_build_object('answered', v_receipt->'answered', 'sha256', v_receipt->'sha256'));
  INSERT INTO jobs.job (kind, organisation_id, subject_id, batch_id) VALUES ('grade', p_org, p_attempt, v_assignment)
  ON CONFLICT DO NOTHING;
  RETURN v_receipt;
END $$;
GRANT EXECUTE ON FUNCTION app.close_attempt(uuid,uuid,text,uuid,uuid) TO app_rw, app_jobs;
