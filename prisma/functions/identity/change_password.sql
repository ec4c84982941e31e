-- Replaces the password that was just proven and ends every other session: whoever knew the old one is out. Null when the
-- session isn't good or the password was changed meanwhile; otherwise how many sessions ended.
CREATE OR REPLACE FUNCTION identity.change_password(p_token_hash bytea, p_old_hash text, p_new_hash text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; ended integer;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN NULL; END IF;
  UPDATE identity.person SET password_hash = p_new_hash WHERE id = s.person_id AND password_hash = p_old_hash;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- A link that would set another one is worth nothing any more (the table comes with a later migration).
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = s.person_id AND used_at IS NULL AND ended_at IS NULL;
  SELECT count(*) FILTER (WHERE identity.finish_session(x.id, 'password_changed')) INTO ended
  FROM identity.session x WHERE x.person_id = s.person_id AND x.id <> s.id AND x.revoked_at IS NULL;
  PERFORM identity.note(s.person_id, s.tenant_id, 'person.password_changed', 'membership', NULL, '{}');
  RETURN ended;
END $$;
ALTER FUNCTION identity.change_password(bytea,text,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.change_password(bytea,text,text) TO app_rw;
