-- Ends one session that is still good, and says why in the trail of the organisation that it worked in.
CREATE OR REPLACE FUNCTION identity.finish_session(p_session uuid, p_why text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  UPDATE identity.session SET revoked_at = now() WHERE id = p_session AND revoked_at IS NULL AND expires_at > now()
  RETURNING * INTO s;
  IF s.id IS NULL THEN RETURN false; END IF;
  PERFORM identity.note(s.person_id, s.tenant_id, 'session.closed', 'session', s.id, jsonb_build_object('why', p_why));
  RETURN true;
END $$;
ALTER FUNCTION identity.finish_session(uuid,text) OWNER TO app_auth;
