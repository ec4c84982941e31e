-- How many were ended; null when the caller's own session isn't good.
CREATE OR REPLACE FUNCTION identity.end_other_sessions(p_token_hash bytea) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; ended integer;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN NULL; END IF;
  SELECT count(*) FILTER (WHERE identity.finish_session(x.id, 'ended_by_person')) INTO ended
  FROM identity.session x WHERE x.person_id = s.person_id AND x.id <> s.id AND x.revoked_at IS NULL;
  RETURN ended;
END $$;
ALTER FUNCTION identity.end_other_sessions(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.end_other_sessions(bytea) TO app_rw;
