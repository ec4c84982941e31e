-- Whom a good link is for and where it leads. It is good until its person has joined, and not while they are removed. The
-- name is the one that this organisation gave them, whatever others call the same address.
CREATE OR REPLACE FUNCTION identity.find_invitation(p_token_hash bytea)
  RETURNS TABLE (email text, name text, organisation_name text, has_password boolean)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE i identity.invitation;
BEGIN
  SELECT x.* INTO i FROM identity.invitation x
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > now();
  IF i.person_id IS NULL THEN RETURN; END IF;
  PERFORM set_config('app.person', i.person_id::text, true);
  RETURN QUERY
  SELECT p.email::text, m.display_name, o.name, p.password_hash IS NOT NULL
  FROM identity.person p
  JOIN public.membership m ON m.person_id = p.id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL
    AND m.role = i.role AND m.email = i.email
  JOIN public.organisation o ON o.id = m.organisation_id
  WHERE p.id = i.person_id AND p.disabled_at IS NULL AND (p.password_hash IS NULL OR m.joined_at IS NULL);
END $$;
ALTER FUNCTION identity.find_invitation(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.find_invitation(bytea) TO app_rw;
