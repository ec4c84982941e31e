-- Notes something about a person in one organisation of theirs; nothing where they never joined.
CREATE OR REPLACE FUNCTION identity.note(p_person uuid, p_org uuid, p_action text, p_kind text, p_subject uuid, p_details jsonb)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text := coalesce(current_setting('app.person', true), '');
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  SELECT m.organisation_id, ctx.uuid_v7(), m.id, p_action, p_kind, coalesce(p_subject, m.id)::text, p_details
  FROM public.membership m
  WHERE m.person_id = p_person AND m.organisation_id = p_org AND m.joined_at IS NOT NULL;
  PERFORM set_config('app.person', before, true);
END $$;
ALTER FUNCTION identity.note(uuid,uuid,text,text,uuid,jsonb) OWNER TO app_auth;
