CREATE OR REPLACE FUNCTION identity.rename_self(p_token_hash bytea, p_name text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; org uuid;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE identity.person SET name = p_name WHERE id = s.person_id;
  FOR org IN
    UPDATE public.membership m SET display_name = p_name
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL AND m.display_name <> p_name
    RETURNING m.organisation_id
  LOOP
    PERFORM identity.note(s.person_id, org, 'person.renamed_self', 'membership', NULL, '{}');
  END LOOP;
  RETURN true;
END $$;
ALTER FUNCTION identity.rename_self(bytea,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.rename_self(bytea,text) TO app_rw;
