-- For functions that serve a running exam: the caller's memberships, the active one first.
CREATE OR REPLACE FUNCTION identity.session_memberships(p_token_hash bytea)
  RETURNS TABLE (organisation_id uuid, membership_id uuid, role text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT m.organisation_id, m.id, m.role::text FROM public.membership m
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL
    ORDER BY (m.organisation_id = s.tenant_id) DESC NULLS LAST, m.organisation_id;
END $$;
ALTER FUNCTION identity.session_memberships(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.session_memberships(bytea) TO app_rw;
