-- Makes what came after an attempt was over count: of every question the latest of its late answers becomes the answer, by a revision of its own,
-- unless one that was given after it is stored: from another device, or since the attempt was opened again.
-- A closed attempt gets a further receipt and is graded again. The caller holds the sums and the attempt, and acts as the system.
-- status: done | nothing_late | running | voided.
CREATE OR REPLACE FUNCTION app.accept_late(p_attempt public.attempt, OUT status text, OUT details jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_answers jsonb;
BEGIN
  status := CASE WHEN p_attempt.state IN ('in_progress', 'paused') THEN 'running' WHEN p_attempt.state = 'voided' THEN 'voided'
                 WHEN NOT app.has_late(p_attempt) THEN 'nothing_late' ELSE 'done' END;
  IF status <> 'done' THEN RETURN; END IF;
  SELECT coalesce(jsonb_agg(jsonb_build_object('position', l.position, 'answer', l.answer, 'before', coalesce(e.answer, ''),
                                               'agoMs', l.ago_ms, 'receivedAt', l.received_at)), '[]') INTO v_answers
  FROM (SELECT DISTINCT ON (w.position) w.* FROM public.late_response w
        WHERE w.organisation_id = p_attempt.organisation_id AND w.attempt_id = p_attempt.id AND w.act_id IS NULL
        ORDER BY w.position, w.epoch DESC, w.rev DESC) l
  LEFT JOIN app.current_answer(p_attempt.organisation_id, p_attempt.id) e ON e.place = l.position
  LEFT JOIN public.response_event r
    ON r.organisation_id = p_attempt.organisation_id AND r.attempt_id = p_attempt.id AND r.position = e.place AND r.rev = e.rev
  WHERE e.rev IS NULL
     OR r.received_at - make_interval(secs => r.ago_ms / 1000.0) <= l.received_at - make_interval(secs => l.ago_ms / 1000.0);
  details := jsonb_build_object('questions', jsonb_array_length(v_answers), 'answers', v_answers);
  PERFORM app.answer_again(p_attempt, v_answers, 'answer');
END $$;
GRANT EXECUTE ON FUNCTION app.accept_late(public.attempt) TO app_exam;
