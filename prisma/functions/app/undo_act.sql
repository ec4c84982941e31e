-- Takes one act on an attempt back, whose row the caller holds. See app.undo_acts for what it answers.
CREATE OR REPLACE FUNCTION app.undo_act(a public.attempt, c public.attempt_act) RETURNS text
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz(3) := clock_timestamp();
  v_runs boolean := a.state = 'paused' OR (a.state = 'in_progress' AND v_now <= a.deadline_at + ctx.grace());
  v_paused_ms bigint;
  v_answers jsonb;
BEGIN
  IF c.kind = 'message' OR c.kind = 'leave_late' THEN RETURN 'done'; END IF;
  IF c.kind = 'pause' THEN
    IF a.state <> 'paused' THEN RETURN 'not_paused'; END IF;
    v_paused_ms := (extract(epoch FROM v_now - a.paused_at) * 1000)::bigint;
    UPDATE public.attempt t
    SET state = 'in_progress', paused_at = NULL, paused_ms = t.paused_ms + v_paused_ms,
        deadline_at = t.deadline_at + make_interval(secs => v_paused_ms / 1000.0)
    WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    RETURN 'done';
  END IF;
  IF c.kind = 'another_attempt' THEN
    RETURN (
      SELECT CASE WHEN used.n >= app.attempts_allowed(s, a.membership_id) THEN 'already_used' ELSE 'done' END
      FROM public.assignment s
      CROSS JOIN LATERAL (
        SELECT count(*) AS n FROM public.attempt o
        WHERE o.organisation_id = s.organisation_id AND o.assignment_id = s.id AND o.membership_id = a.membership_id
          AND (o.state <> 'voided' OR o.closed_by = 'left')) used
      WHERE s.organisation_id = a.organisation_id AND s.id = a.assignment_id);
  END IF;
  IF c.kind = 'void' THEN
    IF a.state <> 'voided' THEN RETURN 'not_running'; END IF;
    IF a.closed_by <> 'voided' THEN
      UPDATE public.attempt t SET state = t.closed_by::public.attempt_state WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
      PERFORM app.grade_again(a.organisation_id, a.id, a.assignment_id);
      RETURN 'done';
    END IF;
    IF app.sits_another(a) THEN RETURN 'other_running'; END IF;
    -- It ran when it was voided: it goes on with the time that was left.
    UPDATE public.attempt t
    SET state = 'in_progress', closed_at = NULL, closed_by = NULL, receipt = NULL,
        paused_ms = t.paused_ms + (extract(epoch FROM v_now - t.closed_at) * 1000)::bigint,
        deadline_at = v_now + make_interval(secs => (c.details->>'remainingMs')::float8 / 1000)
    WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    RETURN 'done';
  END IF;
  IF c.kind = 'accept_late' THEN
    IF a.state IN ('in_progress', 'paused', 'voided') THEN RETURN 'not_running'; END IF;
    -- Only what still counts: another late answer, or one that was given since the attempt was opened again, stays.
    SELECT coalesce(jsonb_agg(x.answer), '[]') INTO v_answers
    FROM jsonb_array_elements(c.details->'answers') AS x (answer)
    JOIN app.current_answer(a.organisation_id, a.id) e ON e.place = (x.answer->>'position')::smallint AND e.answer = x.answer->>'answer'
    WHERE NOT EXISTS (
      SELECT 1 FROM public.attempt_act k
      WHERE k.organisation_id = a.organisation_id AND k.attempt_id = a.id AND k.at > c.at AND k.undone_at IS NULL
        AND (k.details->>'reopened')::boolean AND e.received_at > k.at);
    IF v_answers = '[]' AND c.details->'answers' <> '[]' THEN RETURN 'answered_since'; END IF;
    PERFORM app.answer_again(a, v_answers, 'before');
    RETURN 'done';
  END IF;
  -- Time that was given: to a running attempt, or by opening it again.
  IF NOT v_runs THEN RETURN 'not_running'; END IF;
  IF (c.details->>'reopened')::boolean THEN
    IF EXISTS (SELECT 1 FROM public.response_event e
               WHERE e.organisation_id = a.organisation_id AND e.attempt_id = a.id AND e.position > 0 AND e.received_at >= c.at) THEN RETURN 'answered_since'; END IF;
    UPDATE public.attempt t
    SET state = (c.details->>'closedBy')::public.attempt_state, closed_by = c.details->>'closedBy', paused_at = NULL,
        closed_at = (c.details->>'closedAt')::timestamptz, deadline_at = (c.details->>'deadlineAt')::timestamptz,
        paused_ms = (c.details->>'pausedMs')::bigint, submit_key = (c.details->>'submitKey')::uuid, receipt = nullif(c.details->'receipt', 'null')
    WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    PERFORM app.grade_again(a.organisation_id, a.id, a.assignment_id);
    RETURN 'done';
  END IF;
  IF app.remaining_ms(a.deadline_at - make_interval(mins => (c.details->>'minutes')::integer), a.paused_at) = 0 THEN
    RETURN 'would_end_now';
  END IF;
  PERFORM app.move_deadline(a, -(c.details->>'minutes')::integer);
  RETURN 'done';
END $$;
GRANT EXECUTE ON FUNCTION app.undo_act(public.attempt,public.attempt_act) TO app_exam;
