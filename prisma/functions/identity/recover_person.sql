CREATE OR REPLACE FUNCTION identity.recover_person(p_person uuid, p_token_hash bytea) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_until timestamptz;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  PERFORM 1 FROM identity.person p
  WHERE p.id = p_person AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = p_person AND used_at IS NULL AND ended_at IS NULL;
  INSERT INTO identity.reset_link (token_hash, person_id, expires_at)
  VALUES (p_token_hash, p_person, now() + interval '24 hours') RETURNING expires_at INTO v_until;
  PERFORM identity.record_act(NULL, 'password.link_made', false,
    jsonb_build_object('reason', 'command of the operator', 'expiresAt', v_until));
  RETURN v_until;
END $$;
ALTER FUNCTION identity.recover_person(uuid,bytea) OWNER TO app_auth;
