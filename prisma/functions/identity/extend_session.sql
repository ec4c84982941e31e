-- A running exam never outlives the session of the person who takes it.
CREATE OR REPLACE FUNCTION identity.extend_session(p_token_hash bytea, p_until timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET expires_at = p_until WHERE token_hash = p_token_hash AND revoked_at IS NULL AND expires_at < p_until
$$;
ALTER FUNCTION identity.extend_session(bytea,timestamp with time zone) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.extend_session(bytea,timestamp with time zone) TO app_rw;
