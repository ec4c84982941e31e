CREATE OR REPLACE FUNCTION identity.switch_organisation(p_token_hash bytea, p_org uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL OR NOT EXISTS (SELECT 1 FROM public.membership m
    WHERE m.person_id = s.person_id AND m.organisation_id = p_org AND m.joined_at IS NOT NULL AND m.removed_at IS NULL) THEN
    RETURN false;
  END IF;
  UPDATE identity.session SET tenant_id = p_org WHERE id = s.id;
  RETURN true;
END $$;
ALTER FUNCTION identity.switch_organisation(bytea,uuid) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.switch_organisation(bytea,uuid) TO app_rw;
