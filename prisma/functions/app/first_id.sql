-- The least id that can be made in a month, by UTC: ids (RFC 9562, version 7) begin with 48 bits of milliseconds since 1970, so that the month in
-- which an attempt started stands in its id, and nothing that happens to the attempt moves its history.
CREATE OR REPLACE FUNCTION app.first_id(p_month date) RETURNS uuid LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT rpad(lpad(to_hex((extract(epoch FROM p_month::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;
