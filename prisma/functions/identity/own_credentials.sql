-- The hash to compare the old password with, for whoever is signed in.
CREATE OR REPLACE FUNCTION identity.own_credentials(p_token_hash bytea) RETURNS TABLE (person_id uuid, password_hash text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT p.id, p.password_hash FROM identity.person p WHERE p.id = s.person_id AND p.password_hash IS NOT NULL;
END $$;
ALTER FUNCTION identity.own_credentials(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.own_credentials(bytea) TO app_rw;
