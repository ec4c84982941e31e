-- One answer to "which address is this?", asked for storing, for finding and for counting tries. What looks the same is the
-- same: full-width letters, composed accents, capitals, spaces around it. The rules of ICU are named, so that they hold on every
-- PostgreSQL; the outer lower() is the one that citext compares with, so that two spellings that find one person are one address.
CREATE OR REPLACE FUNCTION identity.normalise_address(p_address text) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT lower(btrim(normalize(lower(normalize(p_address, NFKC) COLLATE "und-x-icu"), NFKC), E' \t\r\n') COLLATE "default")
$$;
ALTER FUNCTION identity.normalise_address(text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.normalise_address(text) TO app_rw;
