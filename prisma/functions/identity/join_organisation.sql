-- For somebody who has a password: the session and the link have to be of the same person. Uses up every open link of the
-- organisation for them and makes it the one that the session works in.
CREATE OR REPLACE FUNCTION identity.join_organisation(p_session_token_hash bytea, p_invitation_hash bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s identity.session;
  i identity.invitation;
BEGIN
  s := identity.prove_session(p_session_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  i := identity.hold_invitation(p_invitation_hash);
  IF i.person_id IS NULL OR i.person_id <> s.person_id THEN RETURN false; END IF;
  UPDATE public.membership m SET joined_at = now(), invited_until = NULL
  WHERE m.person_id = s.person_id AND m.organisation_id = i.tenant_id AND m.joined_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE identity.invitation SET used_at = now()
  WHERE person_id = s.person_id AND tenant_id = i.tenant_id AND used_at IS NULL AND ended_at IS NULL;
  UPDATE identity.session SET tenant_id = i.tenant_id WHERE id = s.id;
  PERFORM identity.record_act(i.tenant_id, 'membership.joined', true, '{}');
  RETURN true;
END $$;
ALTER FUNCTION identity.join_organisation(bytea,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.join_organisation(bytea,bytea) TO app_rw;
