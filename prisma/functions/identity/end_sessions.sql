-- Everything that a person is signed in with ends.
CREATE OR REPLACE FUNCTION identity.end_sessions(p_person uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET revoked_at = now() WHERE person_id = p_person AND revoked_at IS NULL
$$;
ALTER FUNCTION identity.end_sessions(uuid) OWNER TO app_auth;
