CREATE OR REPLACE FUNCTION identity.open_session(p_person uuid, p_token_hash bytea, p_user_agent text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE last_tenant uuid;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  SELECT m.organisation_id INTO last_tenant
  FROM public.membership m
  LEFT JOIN LATERAL (SELECT max(s.last_seen_at) AS seen FROM identity.session s
                     WHERE s.person_id = p_person AND s.tenant_id = m.organisation_id) used ON true
  WHERE m.person_id = p_person AND m.joined_at IS NOT NULL AND m.removed_at IS NULL
  ORDER BY used.seen DESC NULLS LAST, m.created_at, m.organisation_id
  LIMIT 1;
  INSERT INTO identity.session (id, token_hash, person_id, tenant_id, user_agent, expires_at)
  VALUES (ctx.uuid_v7(), p_token_hash, p_person, last_tenant, left(p_user_agent, 200), now() + interval '12 hours');
END $$;
ALTER FUNCTION identity.open_session(uuid,bytea,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.open_session(uuid,bytea,text) TO app_rw;
