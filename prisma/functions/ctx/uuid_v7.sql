-- UUID version 7 (RFC 9562): milliseconds since 1970, then random bits.
CREATE OR REPLACE FUNCTION ctx.uuid_v7() RETURNS uuid LANGUAGE sql VOLATILE AS $$
  SELECT encode(
    set_bit(set_bit(
      overlay(uuid_send(gen_random_uuid())
              PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3)
              FROM 1 FOR 6),
      52, 1), 53, 1), 'hex')::uuid;
$$;
GRANT EXECUTE ON FUNCTION ctx.uuid_v7() TO app_rw, app_jobs, app_hr, app_auth;
