-- The open invitation of this token together with the lock on its membership, whose role and address it must still have.
CREATE OR REPLACE FUNCTION identity.hold_invitation(p_token_hash bytea) RETURNS identity.invitation
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE i identity.invitation;
BEGIN
  SELECT x.* INTO i FROM identity.invitation x
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > now();
  IF i.person_id IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.person', i.person_id::text, true);
  -- Memberships, invitation, person: everybody who needs several takes them in this order.
  PERFORM 1 FROM public.membership m WHERE m.person_id = i.person_id ORDER BY m.organisation_id FOR NO KEY UPDATE;
  PERFORM 1 FROM public.membership m
  WHERE m.person_id = i.person_id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL
    AND m.role = i.role AND m.email = i.email;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- It may have been used or ended while this waited.
  SELECT x.* INTO i FROM identity.invitation x
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > now() FOR UPDATE;
  RETURN i;
END $$;
ALTER FUNCTION identity.hold_invitation(bytea) OWNER TO app_auth;
