-- Why a session is over, for whoever holds its token: disabled | ended | expired | idle; null for a token that never was one.
CREATE OR REPLACE FUNCTION identity.session_end(p_token_hash bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p.disabled_at IS NOT NULL THEN 'disabled' WHEN x.revoked_at IS NOT NULL THEN 'ended'
              WHEN x.expires_at <= now() THEN 'expired' ELSE 'idle' END
  FROM identity.session x JOIN identity.person p ON p.id = x.person_id WHERE x.token_hash = p_token_hash
$$;
ALTER FUNCTION identity.session_end(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.session_end(bytea) TO app_rw;
