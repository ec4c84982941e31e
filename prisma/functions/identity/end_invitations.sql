-- Ends the open invitations of a person into one organisation. True when there was one that still worked.
CREATE OR REPLACE FUNCTION identity.end_invitations(p_person uuid, p_org uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_open boolean;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  -- The membership first: whoever joins at this moment locks it first as well.
  PERFORM 1 FROM public.membership m WHERE m.organisation_id = p_org AND m.person_id = p_person FOR NO KEY UPDATE;
  WITH ended AS (
    UPDATE identity.invitation SET ended_at = now()
    WHERE person_id = p_person AND tenant_id = p_org AND used_at IS NULL AND ended_at IS NULL RETURNING expires_at)
  SELECT coalesce(bool_or(e.expires_at > now()), false) INTO v_open FROM ended e;
  UPDATE public.membership SET invited_until = NULL WHERE organisation_id = p_org AND person_id = p_person;
  RETURN v_open;
END $$;
ALTER FUNCTION identity.end_invitations(uuid,uuid) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.end_invitations(uuid,uuid) TO app_rw;
