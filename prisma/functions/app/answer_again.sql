-- Puts answers into a closed attempt by revisions of their own, gives it a further receipt and has it graded again. p_answers is an array of
-- { position, agoMs, receivedAt, <p_field>: the canonical text }; when each was given is kept.
-- Under an epoch of their own: no page takes them for answers that it gave itself. The caller holds the sums and the attempt, and acts as the system.
CREATE OR REPLACE FUNCTION app.answer_again(p_attempt public.attempt, p_answers jsonb, p_field text) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_epoch integer := least(p_attempt.lease_epoch + 1, 32767); v_now timestamptz(3) := clock_timestamp();
BEGIN
  PERFORM app.ungrade_attempt(p_attempt);
  INSERT INTO public.response_event (organisation_id, attempt_id, position, rev, epoch, received_at, ago_ms, answer)
  SELECT p_attempt.organisation_id, p_attempt.id, w.position, coalesce(e.rev, 0) + 1, v_epoch, v_now,
         least(2147483647, w."agoMs" + extract(epoch FROM v_now - w."receivedAt") * 1000)::integer, x.answer->>p_field
  FROM jsonb_array_elements(p_answers) AS x (answer)
  CROSS JOIN LATERAL jsonb_to_record(x.answer) AS w (position smallint, "agoMs" integer, "receivedAt" timestamptz)
  LEFT JOIN app.current_answer(p_attempt.organisation_id, p_attempt.id) e ON e.place = w.position;
  UPDATE public.attempt t
  SET state = t.closed_by::public.attempt_state, graded_at = NULL, released_at = NULL, lease_epoch = v_epoch,
      receipt = app.attempt_receipt(t.organisation_id, t.id, t.closed_at, t.closed_by)
  WHERE t.organisation_id = p_attempt.organisation_id AND t.id = p_attempt.id;
  PERFORM app.grade_again(p_attempt.organisation_id, p_attempt.id, p_attempt.assignment_id);
END $$;
GRANT EXECUTE ON FUNCTION app.answer_again(public.attempt,jsonb,text) TO app_exam;
