-- Voids an attempt: it is no evidence and in no sum, and its learner has it to give again. One that runs is closed by it, with a receipt.
-- The caller holds the sums and the attempt, and acts as the system. status: done | voided.
CREATE OR REPLACE FUNCTION app.void_attempt(p_attempt public.attempt, OUT status text, OUT details jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_now timestamptz(3) := clock_timestamp();
BEGIN
  IF p_attempt.state = 'voided' THEN status := 'voided'; RETURN; END IF;
  status := 'done';
  details := jsonb_build_object('closedBy', p_attempt.closed_by,
    'remainingMs', CASE WHEN p_attempt.closed_at IS NULL THEN app.remaining_ms(p_attempt.deadline_at, p_attempt.paused_at) END);
  PERFORM app.ungrade_attempt(p_attempt);
  UPDATE public.attempt t
  SET state = 'voided', paused_at = NULL, graded_at = NULL, released_at = NULL,
      closed_at = coalesce(t.closed_at, v_now), closed_by = coalesce(t.closed_by, 'voided'),
      receipt = coalesce(t.receipt, app.attempt_receipt(t.organisation_id, t.id, v_now, 'voided'))
  WHERE t.organisation_id = p_attempt.organisation_id AND t.id = p_attempt.id;
END $$;
GRANT EXECUTE ON FUNCTION app.void_attempt(public.attempt) TO app_exam;
