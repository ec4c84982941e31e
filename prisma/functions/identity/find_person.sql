-- For the operator of the installation, whose commands come as the administrator of the database: the server's roles may not call these.
CREATE OR REPLACE FUNCTION identity.find_person(p_email text)
  RETURNS TABLE (person_id uuid, email text, name text, has_password boolean, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.email::text, p.name, p.password_hash IS NOT NULL, p.disabled_at
  FROM identity.person p WHERE p.email = p_email::public.citext
$$;
ALTER FUNCTION identity.find_person(text) OWNER TO app_auth;
