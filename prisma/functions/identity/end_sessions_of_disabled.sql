-- Whoever is disabled is out everywhere, for good: being enabled again means signing in again.
CREATE OR REPLACE FUNCTION identity.end_sessions_of_disabled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM identity.finish_session(s.id, 'disabled') FROM identity.session s
  WHERE s.person_id = NEW.id AND s.revoked_at IS NULL;
  RETURN NULL;
END $$;
ALTER FUNCTION identity.end_sessions_of_disabled() OWNER TO app_auth;

CREATE OR REPLACE TRIGGER end_sessions_of_disabled AFTER UPDATE OF disabled_at ON identity.person
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION identity.end_sessions_of_disabled();
