CREATE OR REPLACE FUNCTION identity.resolve_session(p_token_hash bytea)
  RETURNS TABLE (session_id uuid, person_id uuid, person_name text, person_email text, person_time_zone text,
                 organisation_id uuid, memberships jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT s.id, p.id, p.name, p.email::text, p.time_zone, s.tenant_id,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
                'organisationId', o.id, 'organisationName', o.name, 'timeZone', o.time_zone, 'simulated', o.simulated,
                'membershipId', m.id, 'role', m.role, 'displayName', m.display_name) ORDER BY o.name)
              FROM public.membership m JOIN public.organisation o ON o.id = m.organisation_id
              WHERE m.person_id = p.id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL), '[]'::jsonb)
  FROM identity.person p WHERE p.id = s.person_id;
END $$;
ALTER FUNCTION identity.resolve_session(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.resolve_session(bytea) TO app_rw;
