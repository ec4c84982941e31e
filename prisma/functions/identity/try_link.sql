-- Somebody opens a one-time link: how many seconds their source has to wait, 0 when it may go on. Only a token that never was one
-- is counted: a link that was used, has ended or expired was made here, and whoever has it guessed nothing.
CREATE OR REPLACE FUNCTION identity.try_link(p_token_hash bytea, p_key text, p_points integer, p_seconds integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_ms bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
BEGIN
  IF EXISTS (SELECT 1 FROM identity.invitation i WHERE i.token_hash = p_token_hash)
    OR EXISTS (SELECT 1 FROM identity.reset_link r WHERE r.token_hash = p_token_hash) THEN
    RETURN coalesce((
      SELECT greatest(1, ceil((r.expire - now_ms) / 1000.0))::integer FROM identity.rate_limit r
      WHERE r.key = p_key AND r.points >= p_points AND r.expire > now_ms), 0);
  END IF;
  RETURN (identity.take_allowances(ARRAY[p_key], ARRAY[p_points], ARRAY[p_seconds]))[1];
END $$;
ALTER FUNCTION identity.try_link(bytea,text,integer,integer) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.try_link(bytea,text,integer,integer) TO app_rw;
