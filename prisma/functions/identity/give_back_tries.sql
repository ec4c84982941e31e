-- Gives the tries of an own allowance back, to itself and to those that it shared: who finds the right password after two wrong
-- ones has used up nobody's. An allowance that began after the own one has not counted all of them; it gets the last one back.
CREATE OR REPLACE FUNCTION identity.give_back_tries(p_own text, p_own_seconds integer, p_shared text[], p_shared_seconds integer[])
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE own identity.rate_limit;
BEGIN
  -- In the order in which they are taken, so that nobody waits in a circle.
  PERFORM 1 FROM identity.rate_limit r WHERE r.key = p_own OR r.key = ANY (p_shared) ORDER BY r.key FOR UPDATE;
  DELETE FROM identity.rate_limit r WHERE r.key = p_own RETURNING r.* INTO own;
  IF own.key IS NULL THEN RETURN; END IF;
  UPDATE identity.rate_limit r
  SET points = greatest(0, r.points - CASE
    WHEN r.expire - s.seconds * 1000::bigint <= own.expire - p_own_seconds * 1000::bigint THEN own.points ELSE 1 END)
  FROM unnest(p_shared, p_shared_seconds) AS s(key, seconds) WHERE r.key = s.key;
END $$;
ALTER FUNCTION identity.give_back_tries(text,integer,text[],integer[]) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.give_back_tries(text,integer,text[],integer[]) TO app_rw;
