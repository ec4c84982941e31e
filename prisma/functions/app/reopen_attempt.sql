-- Opens a closed attempt again for so long from now, without its grades; what it was like before is kept for the way back. It is closed, handed
-- a receipt and graded anew like any other. The caller holds the sums and the attempt, and acts as the system.
-- status: done | running | voided | keys_seen | other_running.
CREATE OR REPLACE FUNCTION app.reopen_attempt(p_attempt public.attempt, p_minutes integer, OUT status text, OUT details jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  status := CASE
    WHEN p_attempt.state IN ('in_progress', 'paused') THEN 'running'
    WHEN p_attempt.state = 'voided' THEN 'voided'
    -- Whoever has seen the key isn't asked any more.
    WHEN EXISTS (SELECT 1 FROM public.exposure x
                 WHERE x.organisation_id = p_attempt.organisation_id AND x.attempt_id = p_attempt.id) THEN 'keys_seen'
    WHEN app.sits_another(p_attempt) THEN 'other_running'
    ELSE 'done' END;
  IF status <> 'done' THEN RETURN; END IF;
  details := jsonb_build_object('minutes', p_minutes, 'reopened', true, 'closedBy', p_attempt.closed_by, 'closedAt', p_attempt.closed_at,
    'deadlineAt', p_attempt.deadline_at, 'pausedMs', p_attempt.paused_ms, 'submitKey', p_attempt.submit_key, 'receipt', p_attempt.receipt);
  PERFORM app.ungrade_attempt(p_attempt);
  UPDATE public.attempt t
  -- The time in which it was closed was nobody's.
  SET state = 'in_progress', deadline_at = clock_timestamp() + make_interval(mins => p_minutes),
      paused_ms = t.paused_ms + (extract(epoch FROM clock_timestamp() - t.closed_at) * 1000)::bigint, closed_at = NULL, closed_by = NULL,
      receipt = NULL, submit_key = NULL, graded_at = NULL, released_at = NULL
  WHERE t.organisation_id = p_attempt.organisation_id AND t.id = p_attempt.id;
END $$;
GRANT EXECUTE ON FUNCTION app.reopen_attempt(public.attempt,integer) TO app_exam;
