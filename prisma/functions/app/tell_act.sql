-- The audit event of an act of staff, or of its undoing, and word to the processes that tell browsers. What was told a day ago is forgotten.
CREATE OR REPLACE FUNCTION app.tell_act(p_org uuid, p_attempt uuid, p_action text, p_details jsonb) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  VALUES (p_org, ctx.uuid_v7(), ctx.member(), p_action, 'attempt', p_attempt::text, p_details);
  DELETE FROM signal.notice n WHERE n.at < clock_timestamp() - interval '1 day';
  -- An act that is taken back is told anew: under an id of its own, or nobody would hear of it twice.
  INSERT INTO signal.notice (organisation_id, attempt_id, act_id) VALUES (p_org, p_attempt, ctx.uuid_v7());
$$;
GRANT EXECUTE ON FUNCTION app.tell_act(uuid,uuid,text,jsonb) TO app_exam;
