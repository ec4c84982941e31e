-- The one place that decides whether a token is good. Staff are signed out after 60 idle minutes; a learner who reads a
-- long stimulus is not. The sighting is written at most once a minute, so that reading pages doesn't become writing rows.
CREATE OR REPLACE FUNCTION identity.prove_session(p_token_hash bytea) RETURNS identity.session
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  SELECT x.* INTO s FROM identity.session x JOIN identity.person p ON p.id = x.person_id
  WHERE x.token_hash = p_token_hash AND x.revoked_at IS NULL AND x.expires_at > now() AND p.disabled_at IS NULL;
  IF s.id IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.person', s.person_id::text, true);
  IF s.last_seen_at < now() - interval '60 minutes' AND EXISTS (
    SELECT 1 FROM public.membership m
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL AND m.role <> 'learner') THEN
    RETURN NULL;
  END IF;
  IF s.last_seen_at < now() - interval '1 minute' THEN
    UPDATE identity.session SET last_seen_at = now() WHERE id = s.id;
  END IF;
  RETURN s;
END $$;
ALTER FUNCTION identity.prove_session(bytea) OWNER TO app_auth;
