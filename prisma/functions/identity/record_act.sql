-- Writes one event for each organisation that the person named by ctx.person() has joined, or for one of them. p_by_person says
-- whether they did it themselves; otherwise the installation's operator did.
CREATE OR REPLACE FUNCTION identity.record_act(p_org uuid, p_action text, p_by_person boolean, p_details jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  SELECT m.organisation_id, ctx.uuid_v7(), CASE WHEN p_by_person THEN m.id END, p_action, 'membership', m.id::text, p_details
  FROM public.membership m
  WHERE m.person_id = (SELECT ctx.person()) AND m.joined_at IS NOT NULL AND m.removed_at IS NULL
    AND (p_org IS NULL OR m.organisation_id = p_org)
$$;
ALTER FUNCTION identity.record_act(uuid,text,boolean,jsonb) OWNER TO app_auth;
