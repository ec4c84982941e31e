-- Ends one of the caller's own sessions; false for any other id.
CREATE OR REPLACE FUNCTION identity.end_session(p_token_hash bytea, p_session uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL OR NOT EXISTS (SELECT 1 FROM identity.session x WHERE x.id = p_session AND x.person_id = s.person_id) THEN
    RETURN false;
  END IF;
  RETURN identity.finish_session(p_session, 'ended_by_person');
END $$;
ALTER FUNCTION identity.end_session(bytea,uuid) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.end_session(bytea,uuid) TO app_rw;
