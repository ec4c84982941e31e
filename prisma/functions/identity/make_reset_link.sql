-- A link for somebody who forgot their password, by an administrator of the one organisation that they belong to. Whoever belongs,
-- or belonged, to another as well is refused here: with such a link an administrator could get into a place that isn't theirs.
CREATE OR REPLACE FUNCTION identity.make_reset_link(p_person uuid, p_org uuid, p_token_hash bytea)
  RETURNS TABLE (expires_at timestamptz, refusal text) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  p identity.person;
  v_role public.role;
  v_until timestamptz;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  SELECT m.role INTO v_role FROM public.membership m
  WHERE m.organisation_id = p_org AND m.person_id = p_person AND m.joined_at IS NOT NULL AND m.removed_at IS NULL FOR NO KEY UPDATE;
  SELECT x.* INTO p FROM identity.person x WHERE x.id = p_person FOR NO KEY UPDATE;
  IF v_role IS NULL OR p.password_hash IS NULL THEN RETURN QUERY SELECT NULL::timestamptz, 'not_joined'; RETURN; END IF;
  IF p.disabled_at IS NOT NULL THEN RETURN QUERY SELECT NULL::timestamptz, 'disabled'; RETURN; END IF;
  IF identity.belongs_elsewhere(p_person, p_org) THEN RETURN QUERY SELECT NULL::timestamptz, 'elsewhere'; RETURN; END IF;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = p_person AND used_at IS NULL AND ended_at IS NULL;
  INSERT INTO identity.reset_link (token_hash, person_id, tenant_id, role, expires_at)
  VALUES (p_token_hash, p_person, p_org, v_role, now() + interval '24 hours') RETURNING expires_at INTO v_until;
  RETURN QUERY SELECT v_until, NULL::text;
END $$;
ALTER FUNCTION identity.make_reset_link(uuid,uuid,bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.make_reset_link(uuid,uuid,bytea) TO app_rw;
