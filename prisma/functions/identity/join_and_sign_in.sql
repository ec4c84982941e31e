-- Joining by a link ends signed in: what proves the right to choose the password opens the session, once, in one act.
CREATE OR REPLACE FUNCTION identity.join_and_sign_in(
  p_token_hash bytea, p_password_hash text, p_session_hash bytea, p_user_agent text, p_earlier_hash bytea)
  RETURNS TABLE (person_id uuid, session_id uuid, expires_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE joined uuid := identity.accept_invitation(p_token_hash, p_password_hash);
BEGIN
  IF joined IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT joined, s.session_id, s.expires_at
  FROM identity.sign_in(joined, p_session_hash, p_user_agent, p_earlier_hash) s;
END $$;
ALTER FUNCTION identity.join_and_sign_in(bytea,text,bytea,text,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.join_and_sign_in(bytea,text,bytea,text,bytea) TO app_rw;
