-- Does one act to one attempt, whose row the caller holds, and gives what the way back needs. See app.act_on_attempts.
CREATE OR REPLACE FUNCTION app.do_act(
  a public.attempt, p_kind public.attempt_act_kind, p_minutes integer, p_from timestamptz, p_to timestamptz, OUT status text, OUT details jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_now timestamptz(3) := clock_timestamp();
  v_runs boolean := a.state = 'paused' OR (a.state = 'in_progress' AND v_now <= a.deadline_at + ctx.grace());
  v_minutes integer;
BEGIN
  status := 'done';
  details := '{}';
  CASE p_kind
    WHEN 'message' THEN
      IF NOT v_runs THEN status := 'not_running'; END IF;
    WHEN 'another_attempt' THEN
      IF v_runs THEN status := 'running'; END IF;
    WHEN 'extra_time' THEN
      IF NOT v_runs THEN status := 'not_running'; RETURN; END IF;
      PERFORM app.move_deadline(a, p_minutes);
      details := jsonb_build_object('minutes', p_minutes);
    WHEN 'compensate' THEN
      -- The part of the outage in which this attempt ran, in whole minutes.
      v_minutes := ceil(extract(epoch FROM least(p_to, coalesce(a.closed_at, a.paused_at, v_now), a.deadline_at)
                                           - greatest(p_from, a.started_at)) / 60);
      IF v_minutes <= 0 OR NOT (v_runs OR (a.closed_by = 'expired' AND a.state <> 'voided')) THEN status := 'not_affected'; RETURN; END IF;
      IF v_runs THEN
        PERFORM app.move_deadline(a, v_minutes);
        details := jsonb_build_object('minutes', v_minutes, 'from', p_from, 'to', p_to);
      ELSE
        SELECT r.status, r.details INTO status, details FROM app.reopen_attempt(a, v_minutes) r;
        details := details || jsonb_build_object('from', p_from, 'to', p_to);
      END IF;
    WHEN 'pause' THEN
      IF a.state = 'paused' THEN status := 'already_paused'; RETURN; END IF;
      IF NOT v_runs OR v_now >= a.deadline_at THEN status := 'not_running'; RETURN; END IF;
      UPDATE public.attempt t SET state = 'paused', paused_at = v_now WHERE t.organisation_id = a.organisation_id AND t.id = a.id;
    WHEN 'reopen' THEN
      SELECT r.status, r.details INTO status, details FROM app.reopen_attempt(a, p_minutes) r;
    WHEN 'void' THEN
      SELECT r.status, r.details INTO status, details FROM app.void_attempt(a) r;
    WHEN 'accept_late' THEN
      SELECT r.status, r.details INTO status, details FROM app.accept_late(a) r;
    WHEN 'leave_late' THEN
      IF NOT app.has_late(a) THEN status := 'nothing_late'; END IF;
  END CASE;
END $$;
GRANT EXECUTE ON FUNCTION app.do_act(public.attempt,public.attempt_act_kind,integer,timestamp with time zone,timestamp with time zone) TO app_exam;
