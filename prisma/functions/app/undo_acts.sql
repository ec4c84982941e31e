-- Takes acts on sittings of an assignment back, with a reason that their learners read; a pause that is taken back is the exam going on. What
-- can't be taken back is said of that act, and the others are.
-- status: done | not_found | own_attempt | already_undone | not_running | would_end_now | already_used | answered_since | other_running |
-- not_paused.
CREATE OR REPLACE FUNCTION app.undo_acts(p_org uuid, p_assignment uuid, p_acts uuid[], p_reason text)
  RETURNS TABLE (attempt_id uuid, status text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE c public.attempt_act; a public.attempt; v_act uuid; v_role text := ctx.role(); v_member uuid := ctx.member();
BEGIN
  IF NOT ctx.is_staff() OR p_org IS DISTINCT FROM ctx.org() THEN
    RAISE EXCEPTION 'only staff act on sittings' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF EXISTS (SELECT 1 FROM public.attempt_act k WHERE k.organisation_id = p_org AND k.id = ANY (p_acts)
             AND k.kind IN ('reopen', 'void', 'accept_late', 'compensate')) THEN PERFORM app.hold_sums(p_org); END IF;
  -- The latest first: what was done upon another act is undone before it.
  FOR v_act IN SELECT k.id FROM public.attempt_act k WHERE k.organisation_id = p_org AND k.id = ANY (p_acts) ORDER BY k.attempt_id, k.id DESC LOOP
    SELECT k.* INTO c FROM public.attempt_act k WHERE k.organisation_id = p_org AND k.id = v_act;
    SELECT t.* INTO a FROM public.attempt t
    WHERE t.organisation_id = p_org AND t.id = c.attempt_id AND t.assignment_id = p_assignment FOR NO KEY UPDATE;
    attempt_id := c.attempt_id;
    IF a.id IS NULL THEN
      status := 'not_found';
    ELSIF a.membership_id = v_member THEN
      status := 'own_attempt';
    ELSE
      -- Read again under the lock.
      SELECT k.* INTO c FROM public.attempt_act k WHERE k.organisation_id = p_org AND k.id = v_act;
      PERFORM set_config('app.role', 'system', true);
      status := CASE WHEN c.undone_at IS NOT NULL THEN 'already_undone' ELSE app.undo_act(a, c) END;
      PERFORM set_config('app.role', v_role, true);
    END IF;
    IF status = 'done' THEN
      UPDATE public.attempt_act k SET undone_at = clock_timestamp(), undone_by_id = v_member, undo_reason = p_reason
      WHERE k.organisation_id = p_org AND k.id = c.id;
      UPDATE public.late_response l SET act_id = NULL WHERE l.organisation_id = p_org AND l.attempt_id = a.id AND l.act_id = c.id;
      PERFORM app.tell_act(p_org, a.id, 'attempt.act_undone', jsonb_build_object('kind', c.kind, 'reason', p_reason, 'act', c.id));
    END IF;
    RETURN NEXT;
  END LOOP;
END $$;
ALTER FUNCTION app.undo_acts(uuid,uuid,uuid[],text) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.undo_acts(uuid,uuid,uuid[],text) TO app_rw;
