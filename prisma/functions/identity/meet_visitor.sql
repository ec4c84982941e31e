-- Somebody wants to sign in: which address it is, whether this browser or this source is familiar to whoever has it, and the
-- hash to compare with. One row for every address, known or not.
CREATE OR REPLACE FUNCTION identity.meet_visitor(p_email text, p_device bytea, p_source bytea)
  RETURNS TABLE (address text, device_familiar boolean, source_familiar boolean, person_id uuid, password_hash text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT given.address,
    EXISTS (SELECT 1 FROM identity.familiar_mark m WHERE m.person_id = p.id AND m.mark = p_device),
    EXISTS (SELECT 1 FROM identity.familiar_mark m
            WHERE m.person_id = p.id AND m.mark = p_source AND m.seen_at > now() - interval '30 days'),
    p.id, p.password_hash
  FROM (SELECT identity.normalise_address(p_email) AS address) given
  LEFT JOIN identity.person p
    ON p.email = given.address::public.citext AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL
$$;
ALTER FUNCTION identity.meet_visitor(text,bytea,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.meet_visitor(text,bytea,bytea) TO app_rw;
