-- For somebody new: chooses the password and joins the organisation of the link, no other. Single use, and never a way to
-- replace the password of someone who already has one; the lock on the person makes two links wait for each other.
CREATE OR REPLACE FUNCTION identity.accept_invitation(p_token_hash bytea, p_password_hash text) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE i identity.invitation;
BEGIN
  i := identity.hold_invitation(p_token_hash);
  IF i.person_id IS NULL THEN RETURN NULL; END IF;
  -- Two links of two organisations wait for each other here; the second finds a password.
  PERFORM 1 FROM identity.person p
  WHERE p.id = i.person_id AND p.password_hash IS NULL AND p.disabled_at IS NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE public.membership m SET joined_at = coalesce(m.joined_at, now()), invited_until = NULL
  WHERE m.person_id = i.person_id AND m.organisation_id = i.tenant_id;
  -- Without a password nobody has joined anywhere. A membership that says otherwise was not made by an invitation
  -- (generated people are), and the link of another organisation must not open it.
  UPDATE public.membership m SET joined_at = NULL
  WHERE m.person_id = i.person_id AND m.organisation_id <> i.tenant_id AND m.joined_at IS NOT NULL;
  UPDATE identity.person SET password_hash = p_password_hash WHERE id = i.person_id;
  UPDATE identity.invitation SET used_at = now()
  WHERE person_id = i.person_id AND tenant_id = i.tenant_id AND used_at IS NULL AND ended_at IS NULL;
  PERFORM identity.record_act(i.tenant_id, 'membership.joined', true, '{}');
  RETURN i.person_id;
END $$;
ALTER FUNCTION identity.accept_invitation(bytea,text) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.accept_invitation(bytea,text) TO app_rw;
