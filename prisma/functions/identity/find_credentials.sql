-- Sign-in: who has this address, and the hash to compare with. Unknown and disabled people look alike: no row.
CREATE OR REPLACE FUNCTION identity.find_credentials(p_email text)
  RETURNS TABLE (person_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.password_hash FROM identity.person p
  WHERE p.email = identity.normalise_address(p_email)::public.citext AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL
$$;
ALTER FUNCTION identity.find_credentials(text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.find_credentials(text) TO app_rw;
