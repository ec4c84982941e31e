CREATE OR REPLACE FUNCTION identity.invite_person(p_person uuid, p_org uuid, p_token_hash bytea) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_until timestamptz;
BEGIN
  PERFORM identity.end_invitations(p_person, p_org);
  INSERT INTO identity.invitation (token_hash, person_id, tenant_id, email, role, expires_at)
  SELECT p_token_hash, p_person, p_org, m.email, m.role, now() + interval '72 hours'
  FROM public.membership m WHERE m.organisation_id = p_org AND m.person_id = p_person AND m.removed_at IS NULL
  RETURNING expires_at INTO v_until;
  UPDATE public.membership SET invited_until = v_until WHERE organisation_id = p_org AND person_id = p_person;
  RETURN v_until;
END $$;
ALTER FUNCTION identity.invite_person(uuid,uuid,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.invite_person(uuid,uuid,bytea) TO app_rw;
