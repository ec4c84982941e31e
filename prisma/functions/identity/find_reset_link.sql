-- The names of the person's organisations, none of which can be the new password.
CREATE OR REPLACE FUNCTION identity.find_reset_link(p_token_hash bytea) RETURNS TABLE (email text, name text, organisation_names text[])
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE r identity.reset_link;
BEGIN
  r := identity.open_reset_link(p_token_hash);
  RETURN QUERY
  SELECT p.email::text, p.name, ARRAY(
    SELECT o.name FROM public.membership m JOIN public.organisation o ON o.id = m.organisation_id
    WHERE m.person_id = p.id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL)
  FROM identity.person p WHERE p.id = r.person_id;
END $$;
ALTER FUNCTION identity.find_reset_link(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.find_reset_link(bytea) TO app_rw;
