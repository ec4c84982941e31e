-- Adds someone by e-mail address: the person who has it, or a new one without a password.
CREATE OR REPLACE FUNCTION identity.ensure_person(p_email text, p_name text)
  RETURNS TABLE (person_id uuid, has_password boolean) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE address public.citext := identity.normalise_address(p_email)::public.citext;
BEGIN
  INSERT INTO identity.person (id, email, name) VALUES (ctx.uuid_v7(), address, p_name)
  ON CONFLICT (email) DO NOTHING;
  RETURN QUERY SELECT p.id, p.password_hash IS NOT NULL FROM identity.person p WHERE p.email = address;
END $$;
ALTER FUNCTION identity.ensure_person(text,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.ensure_person(text,text) TO app_rw;
