-- The account of whoever holds the token, with the sessions that still mean something, the latest first. Staff who have been
-- idle for an hour are signed out (prove_session), so such a session isn't listed as open.
CREATE OR REPLACE FUNCTION identity.own_account(p_token_hash bytea)
  RETURNS TABLE (person_id uuid, name text, email text, time_zone text, sessions jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session; is_staff boolean;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  is_staff := EXISTS (SELECT 1 FROM public.membership m WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL
                        AND m.removed_at IS NULL AND m.role <> 'learner');
  RETURN QUERY
  SELECT p.id, p.name, p.email::text, p.time_zone,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'userAgent', x.user_agent, 'createdAt', x.created_at,
                                'lastSeenAt', least(x.last_seen_at, now()), 'current', x.id = s.id)
                              ORDER BY (x.id = s.id) DESC, x.last_seen_at DESC, x.id), '[]'::jsonb)
     FROM identity.session x
     WHERE x.person_id = s.person_id AND x.revoked_at IS NULL AND x.expires_at > now()
       AND (x.id = s.id OR NOT is_staff OR x.last_seen_at >= now() - interval '60 minutes'))
  FROM identity.person p WHERE p.id = s.person_id;
END $$;
ALTER FUNCTION identity.own_account(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.own_account(bytea) TO app_rw;
