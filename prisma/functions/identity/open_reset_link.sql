-- The open reset link of this token; null for every link that isn't good any more, whatever the reason.
CREATE OR REPLACE FUNCTION identity.open_reset_link(p_token_hash bytea) RETURNS identity.reset_link
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r identity.reset_link;
BEGIN
  SELECT x.* INTO r FROM identity.reset_link x JOIN identity.person p ON p.id = x.person_id
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > now()
    AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL;
  IF r.person_id IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.person', r.person_id::text, true);
  IF r.tenant_id IS NOT NULL AND (identity.belongs_elsewhere(r.person_id, r.tenant_id) OR NOT EXISTS (
       SELECT 1 FROM public.membership m WHERE m.organisation_id = r.tenant_id AND m.person_id = r.person_id
         AND m.role = r.role AND m.joined_at IS NOT NULL AND m.removed_at IS NULL)) THEN
    RETURN NULL;
  END IF;
  RETURN r;
END $$;
ALTER FUNCTION identity.open_reset_link(bytea) OWNER TO app_auth;
