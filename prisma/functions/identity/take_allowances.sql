-- Takes one try from every allowance, or from none. The answer has a number for each: how many seconds it takes until it has a
-- try again; only zeros when all gave one. Rows are locked in one order, so that nobody waits in a circle.
CREATE OR REPLACE FUNCTION identity.take_allowances(p_keys text[], p_points integer[], p_seconds integer[]) RETURNS integer[]
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  now_ms bigint := floor(extract(epoch FROM clock_timestamp()) * 1000);
  waits integer[];
BEGIN
  INSERT INTO identity.rate_limit AS r (key, points, expire)
  SELECT a.key, 0, now_ms + a.seconds * 1000::bigint FROM unnest(p_keys, p_seconds) AS a(key, seconds) ORDER BY a.key
  ON CONFLICT (key) DO UPDATE SET
    points = CASE WHEN r.expire > now_ms THEN r.points ELSE 0 END,
    expire = CASE WHEN r.expire > now_ms THEN r.expire ELSE EXCLUDED.expire END;
  SELECT array_agg(CASE WHEN r.points < a.points THEN 0 ELSE greatest(1, ceil((r.expire - now_ms) / 1000.0))::integer END ORDER BY a.n)
  INTO waits
  FROM unnest(p_keys, p_points) WITH ORDINALITY AS a(key, points, n) JOIN identity.rate_limit r ON r.key = a.key;
  IF 0 = ALL (waits) THEN UPDATE identity.rate_limit SET points = points + 1 WHERE key = ANY (p_keys); END IF;
  RETURN waits;
END $$;
ALTER FUNCTION identity.take_allowances(text[],integer[],integer[]) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.take_allowances(text[],integer[],integer[]) TO app_rw;
