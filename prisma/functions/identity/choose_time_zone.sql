CREATE OR REPLACE FUNCTION identity.choose_time_zone(p_token_hash bytea, p_time_zone text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE identity.person SET time_zone = p_time_zone WHERE id = s.person_id;
  RETURN true;
END $$;
ALTER FUNCTION identity.choose_time_zone(bytea,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.choose_time_zone(bytea,text) TO app_rw;
