-- What staff do to sittings of an assignment: to those that are named, or (NULL) to all that run now; compensating an outage, also to those
-- that the clock closed. Each with an act that its learner reads, an audit event and word to the processes that tell browsers. What can't be
-- done to one is said of that one, and done to the others. Nobody acts on an attempt of their own.
-- status: done | not_found | own_attempt | not_running | already_paused | running | voided | keys_seen | other_running | not_affected |
-- nothing_late.
CREATE OR REPLACE FUNCTION app.act_on_attempts(
  p_org uuid, p_assignment uuid, p_attempts uuid[], p_kind public.attempt_act_kind, p_batch uuid, p_reason text, p_minutes integer,
  p_from timestamptz, p_to timestamptz)
  RETURNS TABLE (attempt_id uuid, status text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE a public.attempt; v_role text := ctx.role(); v_member uuid := ctx.member(); v_id uuid; v_details jsonb;
BEGIN
  IF NOT ctx.is_staff() OR p_org IS DISTINCT FROM ctx.org() THEN
    RAISE EXCEPTION 'only staff act on sittings' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF p_kind IN ('reopen', 'void', 'accept_late', 'compensate') THEN PERFORM app.hold_sums(p_org); END IF;
  FOR a IN
    SELECT t.* FROM public.attempt t
    WHERE t.organisation_id = p_org AND t.assignment_id = p_assignment
      AND CASE WHEN p_attempts IS NOT NULL THEN t.id = ANY (p_attempts)
               ELSE t.state IN ('in_progress', 'paused')
                 OR (p_kind = 'compensate' AND t.closed_by = 'expired' AND t.state <> 'voided') END
    ORDER BY t.id FOR NO KEY UPDATE
  LOOP
    attempt_id := a.id;
    IF a.membership_id = v_member THEN
      status := 'own_attempt';
    ELSE
      PERFORM set_config('app.role', 'system', true);
      SELECT d.status, d.details INTO status, v_details FROM app.do_act(a, p_kind, p_minutes, p_from, p_to) d;
      PERFORM set_config('app.role', v_role, true);
    END IF;
    IF status = 'done' THEN
      v_id := ctx.uuid_v7();
      INSERT INTO public.attempt_act (organisation_id, id, batch_id, attempt_id, kind, reason, details, actor_id, at)
      VALUES (p_org, v_id, p_batch, a.id, p_kind, p_reason, v_details, v_member, clock_timestamp());
      IF p_kind IN ('accept_late', 'leave_late') THEN
        UPDATE public.late_response l SET act_id = v_id
        WHERE l.organisation_id = p_org AND l.attempt_id = a.id AND l.act_id IS NULL;
      END IF;
      PERFORM app.tell_act(p_org, a.id, 'attempt.acted_on', jsonb_build_object('kind', p_kind, 'reason', p_reason, 'batch', p_batch)
        || (v_details - 'receipt' - 'submitKey' - 'answers'));
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
ALTER FUNCTION app.act_on_attempts(uuid,uuid,uuid[],public.attempt_act_kind,uuid,text,integer,timestamptz,timestamptz) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.act_on_attempts(uuid,uuid,uuid[],public.attempt_act_kind,uuid,text,integer,timestamp with time zone,timestamp with time zone) TO app_rw;
