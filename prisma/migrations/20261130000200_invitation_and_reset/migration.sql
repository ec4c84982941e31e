-- An invitation is for one organisation, one address and one role, and ends when any of them isn't so any more. A password that was
-- forgotten is chosen again through a link of the same make.

ALTER TABLE identity.invitation
  ADD COLUMN email public.citext,
  ADD COLUMN role public.role,
  ADD COLUMN ended_at timestamptz(3);
ALTER TABLE public.membership ADD COLUMN invited_until timestamptz(3);

-- Links that are on their way when this is applied stay good: they get the role and address that their membership has now.
ALTER TABLE public.membership NO FORCE ROW LEVEL SECURITY;
UPDATE identity.invitation i SET email = m.email, role = m.role FROM public.membership m
WHERE m.person_id = i.person_id AND m.organisation_id = i.tenant_id;
UPDATE public.membership m SET invited_until = open.until
FROM (SELECT i.person_id, i.tenant_id, max(i.expires_at) AS until FROM identity.invitation i
      WHERE i.used_at IS NULL AND i.expires_at > now() GROUP BY i.person_id, i.tenant_id) open
WHERE m.person_id = open.person_id AND m.organisation_id = open.tenant_id AND m.joined_at IS NULL AND m.removed_at IS NULL;
ALTER TABLE public.membership FORCE ROW LEVEL SECURITY;
DELETE FROM identity.invitation WHERE role IS NULL;
ALTER TABLE identity.invitation ALTER COLUMN email SET NOT NULL, ALTER COLUMN role SET NOT NULL;

CREATE TABLE identity.reset_link (
  token_hash bytea NOT NULL,
  person_id uuid NOT NULL,
  tenant_id uuid,
  role public.role,
  created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  expires_at timestamptz(3) NOT NULL,
  used_at timestamptz(3),
  ended_at timestamptz(3),
  CONSTRAINT reset_link_pkey PRIMARY KEY (token_hash),
  -- Made by an administrator, it is bound to the organisation and the role; made by the operator, to neither.
  CONSTRAINT reset_link_bound CHECK ((tenant_id IS NULL) = (role IS NULL))
);
CREATE INDEX reset_link_person_id_idx ON identity.reset_link (person_id);
ALTER TABLE identity.reset_link
  ADD CONSTRAINT reset_link_person_id_fkey FOREIGN KEY (person_id) REFERENCES identity.person (id) ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT reset_link_tenant_id_fkey FOREIGN KEY (tenant_id) REFERENCES identity.tenant (id) ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON identity.reset_link TO app_auth;

-- What a person does with a link is told in the audit trail of each organisation that it concerns, in the same transaction.
GRANT INSERT ON public.audit_event TO app_auth;
CREATE POLICY own_acts ON public.audit_event FOR INSERT TO app_auth WITH CHECK (
  EXISTS (SELECT 1 FROM public.membership m
          WHERE m.organisation_id = audit_event.organisation_id AND m.person_id = (SELECT ctx.person())));
GRANT UPDATE (invited_until) ON public.membership TO app_auth;

-- Writes one event for each organisation that the person named by ctx.person() has joined, or for one of them. p_by_person says
-- whether they did it themselves; otherwise the installation's operator did.
CREATE FUNCTION identity.record_act(p_org uuid, p_action text, p_by_person boolean, p_details jsonb) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  SELECT m.organisation_id, ctx.uuid_v7(), CASE WHEN p_by_person THEN m.id END, p_action, 'membership', m.id::text, p_details
  FROM public.membership m
  WHERE m.person_id = (SELECT ctx.person()) AND m.joined_at IS NOT NULL AND m.removed_at IS NULL
    AND (p_org IS NULL OR m.organisation_id = p_org)
$$;

-- Links end with what they were made for, whichever command changes it: a role that was changed back doesn't revive them.
CREATE FUNCTION identity.end_links() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  UPDATE identity.invitation SET ended_at = now()
  WHERE person_id = NEW.person_id AND tenant_id = NEW.organisation_id AND used_at IS NULL AND ended_at IS NULL;
  UPDATE identity.reset_link SET ended_at = now()
  WHERE person_id = NEW.person_id AND tenant_id = NEW.organisation_id AND used_at IS NULL AND ended_at IS NULL;
  NEW.invited_until := NULL;
  RETURN NEW;
END $$;
CREATE TRIGGER end_links BEFORE UPDATE OF role, email, removed_at ON public.membership FOR EACH ROW
  WHEN (OLD.role IS DISTINCT FROM NEW.role OR OLD.email IS DISTINCT FROM NEW.email OR OLD.removed_at IS DISTINCT FROM NEW.removed_at)
  EXECUTE FUNCTION identity.end_links();

-- Ends the open invitations of a person into one organisation. True when there was one that still worked.
CREATE FUNCTION identity.end_invitations(p_person uuid, p_org uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_open boolean;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  -- The membership first: whoever joins at this moment locks it first as well.
  PERFORM 1 FROM public.membership m WHERE m.organisation_id = p_org AND m.person_id = p_person FOR NO KEY UPDATE;
  WITH ended AS (
    UPDATE identity.invitation SET ended_at = now()
    WHERE person_id = p_person AND tenant_id = p_org AND used_at IS NULL AND ended_at IS NULL RETURNING expires_at)
  SELECT coalesce(bool_or(e.expires_at > now()), false) INTO v_open FROM ended e;
  UPDATE public.membership SET invited_until = NULL WHERE organisation_id = p_org AND person_id = p_person;
  RETURN v_open;
END $$;

-- One link at a time: a newer one ends those before it.
DROP FUNCTION identity.invite_person(uuid, uuid, bytea);
CREATE FUNCTION identity.invite_person(p_person uuid, p_org uuid, p_token_hash bytea) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_until timestamptz;
BEGIN
  PERFORM identity.end_invitations(p_person, p_org);
  INSERT INTO identity.invitation (token_hash, person_id, tenant_id, email, role, expires_at)
  SELECT p_token_hash, p_person, p_org, m.email, m.role, now() + interval '72 hours'
  FROM public.membership m WHERE m.organisation_id = p_org AND m.person_id = p_person AND m.removed_at IS NULL
  RETURNING expires_at INTO v_until;
  UPDATE public.membership SET invited_until = v_until WHERE organisation_id = p_org AND person_id = p_person;
  RETURN v_until;
END $$;

-- The open invitation of this token together with the lock on its membership, whose role and address it must still have.
CREATE FUNCTION identity.hold_invitation(p_token_hash bytea) RETURNS identity.invitation
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

CREATE OR REPLACE FUNCTION identity.find_invitation(p_token_hash bytea)
  RETURNS TABLE (email text, name text, organisation_name text, has_password boolean)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
DECLARE i identity.invitation;
BEGIN
  SELECT x.* INTO i FROM identity.invitation x
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.ended_at IS NULL AND x.expires_at > now();
  IF i.person_id IS NULL THEN RETURN; END IF;
  PERFORM set_config('app.person', i.person_id::text, true);
  RETURN QUERY
  SELECT p.email::text, m.display_name, o.name, p.password_hash IS NOT NULL
  FROM identity.person p
  JOIN public.membership m ON m.person_id = p.id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL
    AND m.role = i.role AND m.email = i.email
  JOIN public.organisation o ON o.id = m.organisation_id
  WHERE p.id = i.person_id AND p.disabled_at IS NULL AND (p.password_hash IS NULL OR m.joined_at IS NULL);
END $$;

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

CREATE OR REPLACE FUNCTION identity.join_organisation(p_session_token_hash bytea, p_invitation_hash bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s identity.session;
  i identity.invitation;
BEGIN
  s := identity.prove_session(p_session_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  i := identity.hold_invitation(p_invitation_hash);
  IF i.person_id IS NULL OR i.person_id <> s.person_id THEN RETURN false; END IF;
  UPDATE public.membership m SET joined_at = now(), invited_until = NULL
  WHERE m.person_id = s.person_id AND m.organisation_id = i.tenant_id AND m.joined_at IS NULL;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE identity.invitation SET used_at = now()
  WHERE person_id = s.person_id AND tenant_id = i.tenant_id AND used_at IS NULL AND ended_at IS NULL;
  UPDATE identity.session SET tenant_id = i.tenant_id WHERE id = s.id;
  PERFORM identity.record_act(i.tenant_id, 'membership.joined', true, '{}');
  RETURN true;
END $$;

-- Everything that a person is signed in with ends.
CREATE FUNCTION identity.end_sessions(p_person uuid) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET revoked_at = now() WHERE person_id = p_person AND revoked_at IS NULL
$$;

-- A link for somebody who forgot their password, by an administrator of the one organisation that they belong to. Whoever belongs,
-- or belonged, to another as well is refused here: with such a link an administrator could get into a place that isn't theirs.
CREATE FUNCTION identity.make_reset_link(p_person uuid, p_org uuid, p_token_hash bytea)
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

-- Removed memberships count: they can be taken back without a link, and would then be reached with the new password.
CREATE FUNCTION identity.belongs_elsewhere(p_person uuid, p_org uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT EXISTS (SELECT 1 FROM public.membership m
                 WHERE m.person_id = p_person AND m.organisation_id <> p_org AND m.joined_at IS NOT NULL)
$$;

-- The open reset link of this token; null for every link that isn't good any more, whatever the reason.
CREATE FUNCTION identity.open_reset_link(p_token_hash bytea) RETURNS identity.reset_link
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

-- The names of the person's organisations, none of which can be the new password.
CREATE FUNCTION identity.find_reset_link(p_token_hash bytea) RETURNS TABLE (email text, name text, organisation_names text[])
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE r identity.reset_link;
BEGIN
  r := identity.open_reset_link(p_token_hash);
  RETURN QUERY
  SELECT p.email::text, p.name, ARRAY(
    SELECT o.name FROM public.membership m JOIN public.organisation o ON o.id = m.organisation_id
    WHERE m.person_id = p.id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL)
  FROM identity.person p WHERE p.id = r.person_id;
END $$;

-- Sets the new password once, ends every session of the person and every other reset link. Null when the link isn't good any more.
CREATE FUNCTION identity.reset_password(p_token_hash bytea, p_password_hash text) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE r identity.reset_link;
BEGIN
  r := identity.open_reset_link(p_token_hash);
  IF r.person_id IS NULL THEN RETURN NULL; END IF;
  -- The order of all: membership, person, link. A change of role, or another use of the link, has happened when this goes on.
  PERFORM 1 FROM public.membership m WHERE m.person_id = r.person_id ORDER BY m.organisation_id FOR NO KEY UPDATE;
  PERFORM 1 FROM identity.person p WHERE p.id = r.person_id FOR NO KEY UPDATE;
  r := identity.open_reset_link(p_token_hash);
  IF r.person_id IS NULL THEN RETURN NULL; END IF;
  UPDATE identity.person SET password_hash = p_password_hash WHERE id = r.person_id;
  UPDATE identity.reset_link SET used_at = now() WHERE token_hash = p_token_hash;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = r.person_id AND used_at IS NULL AND ended_at IS NULL;
  PERFORM identity.end_sessions(r.person_id);
  PERFORM identity.record_act(NULL, 'password.reset', true, '{}');
  RETURN r.person_id;
END $$;

-- For the operator of the installation, whose commands come as the administrator of the database: the server's roles may not call these.
CREATE FUNCTION identity.find_person(p_email text)
  RETURNS TABLE (person_id uuid, email text, name text, has_password boolean, disabled_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.email::text, p.name, p.password_hash IS NOT NULL, p.disabled_at
  FROM identity.person p WHERE p.email = p_email::public.citext
$$;

CREATE FUNCTION identity.recover_person(p_person uuid, p_token_hash bytea) RETURNS timestamptz
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_until timestamptz;
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  PERFORM 1 FROM identity.person p
  WHERE p.id = p_person AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL FOR NO KEY UPDATE;
  IF NOT FOUND THEN RETURN NULL; END IF;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = p_person AND used_at IS NULL AND ended_at IS NULL;
  INSERT INTO identity.reset_link (token_hash, person_id, expires_at)
  VALUES (p_token_hash, p_person, now() + interval '24 hours') RETURNING expires_at INTO v_until;
  PERFORM identity.record_act(NULL, 'password.link_made', false,
    jsonb_build_object('reason', 'command of the operator', 'expiresAt', v_until));
  RETURN v_until;
END $$;

-- Who is disabled is signed out everywhere and can't sign in, follow a link or choose a password until they are enabled again. True when it changed something.
CREATE FUNCTION identity.set_disabled(p_person uuid, p_disabled boolean) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  UPDATE identity.person SET disabled_at = CASE WHEN p_disabled THEN now() END
  WHERE id = p_person AND (disabled_at IS NOT NULL) <> p_disabled;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = p_person AND used_at IS NULL AND ended_at IS NULL;
  PERFORM identity.end_sessions(p_person);
  PERFORM identity.record_act(NULL, CASE WHEN p_disabled THEN 'person.disabled' ELSE 'person.enabled' END, false,
    '{"reason": "command of the operator"}');
  RETURN true;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA identity TO app_auth;
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_roles o ON o.oid = p.proowner
           WHERE p.pronamespace = 'identity'::regnamespace AND o.rolname <> 'app_auth' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_auth', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA identity FROM app_auth;
END $$;
GRANT EXECUTE ON FUNCTION
  identity.invite_person(uuid, uuid, bytea), identity.end_invitations(uuid, uuid), identity.make_reset_link(uuid, uuid, bytea),
  identity.find_reset_link(bytea), identity.reset_password(bytea, text)
  TO app_rw;
