-- A running exam never outlives the session of the person who takes it: neither its days run out nor, for staff, its idle hour
-- (prove_session counts it from last_seen_at, which here runs ahead).
CREATE OR REPLACE FUNCTION identity.extend_session(p_token_hash bytea, p_until timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET expires_at = greatest(expires_at, p_until),
    last_seen_at = greatest(last_seen_at, p_until - interval '60 minutes')
  -- By the minute: the end of a paused exam moves along, and isn't worth a row for each look at it.
  WHERE token_hash = p_token_hash AND revoked_at IS NULL
    AND (expires_at < p_until OR last_seen_at < p_until - interval '61 minutes')
$$;
ALTER FUNCTION identity.extend_session(bytea,timestamp with time zone) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.extend_session(bytea,timestamp with time zone) TO app_rw;
