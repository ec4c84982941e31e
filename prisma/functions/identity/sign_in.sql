-- Signs somebody in whose password was just proven. The session that the same browser had, whoever's it was, ends: nobody
-- finds it again by the Back button or a copy of its cookie. Who signs in again during a long exam keeps the time that the
-- exam had asked for. No row for somebody who was disabled meanwhile.
CREATE OR REPLACE FUNCTION identity.sign_in(p_person uuid, p_token_hash bytea, p_user_agent text, p_earlier_hash bytea)
  RETURNS TABLE (session_id uuid, expires_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  earlier identity.session;
  opened identity.session;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM identity.person p WHERE p.id = p_person AND p.disabled_at IS NULL FOR KEY SHARE) THEN RETURN; END IF;
  SELECT s.* INTO earlier FROM identity.session s
  WHERE s.token_hash = p_earlier_hash AND s.revoked_at IS NULL AND s.expires_at > now();
  PERFORM identity.open_session(p_person, p_token_hash, p_user_agent);
  UPDATE identity.session s
  SET expires_at = CASE WHEN earlier.person_id = p_person THEN greatest(s.expires_at, earlier.expires_at) ELSE s.expires_at END
  WHERE s.token_hash = p_token_hash RETURNING s.* INTO opened;
  IF earlier.id IS NOT NULL THEN PERFORM identity.finish_session(earlier.id, 'signed_in_again'); END IF;
  PERFORM identity.note(p_person, opened.tenant_id, 'session.opened', 'session', opened.id, '{}');
  RETURN QUERY SELECT opened.id, opened.expires_at;
END $$;
ALTER FUNCTION identity.sign_in(uuid,bytea,text,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.sign_in(uuid,bytea,text,bytea) TO app_rw;
