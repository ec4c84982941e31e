-- Who is disabled is signed out everywhere and can't sign in, follow a link or choose a password until they are enabled again. True when it changed something.
CREATE OR REPLACE FUNCTION identity.set_disabled(p_person uuid, p_disabled boolean) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  UPDATE identity.person SET disabled_at = CASE WHEN p_disabled THEN now() END
  WHERE id = p_person AND (disabled_at IS NOT NULL) <> p_disabled;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = p_person AND used_at IS NULL AND ended_at IS NULL;
  PERFORM identity.end_sessions(p_person);
  PERFORM identity.record_act(NULL, CASE WHEN p_disabled THEN 'person.disabled' ELSE 'person.enabled' END, false,
    '{"reason": "command of the operator"}');
  RETURN true;
END $$;
ALTER FUNCTION identity.set_disabled(uuid,boolean) OWNER TO app_auth;
