CREATE OR REPLACE FUNCTION identity.close_session(p_token_hash bytea) RETURNS TABLE (session_id uuid, person_id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  SELECT x.* INTO s FROM identity.session x WHERE x.token_hash = p_token_hash;
  IF s.id IS NULL OR NOT identity.finish_session(s.id, 'signed_out') THEN RETURN; END IF;
  RETURN QUERY SELECT s.id, s.person_id;
END $$;
ALTER FUNCTION identity.close_session(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.close_session(bytea) TO app_rw;
