-- Sets the new password once, ends every session of the person and every other reset link. Null when the link isn't good any more.
CREATE OR REPLACE FUNCTION identity.reset_password(p_token_hash bytea, p_password_hash text) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r identity.reset_link;
BEGIN
  r := identity.open_reset_link(p_token_hash);
  IF r.person_id IS NULL THEN RETURN NULL; END IF;
  -- The order of all: membership, person, link. A change of role, or another use of the link, has happened when this goes on.
  PERFORM 1 FROM public.membership m WHERE m.person_id = r.person_id ORDER BY m.organisation_id FOR NO KEY UPDATE;
  PERFORM 1 FROM identity.person p WHERE p.id = r.person_id FOR NO KEY UPDATE;
  r := identity.open_reset_link(p_token_hash);
  IF r.person_id IS NULL THEN RETURN NULL; END IF;
  UPDATE identity.person SET password_hash = p_password_hash WHERE id = r.person_id;
  UPDATE identity.reset_link SET used_at = now() WHERE token_hash = p_token_hash;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = r.person_id AND used_at IS NULL AND ended_at IS NULL;
  PERFORM identity.end_sessions(r.person_id);
  PERFORM identity.record_act(NULL, 'password.reset', true, '{}');
  RETURN r.person_id;
END $$;
ALTER FUNCTION identity.reset_password(bytea,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.reset_password(bytea,text) TO app_rw;
