-- People and sessions span organisations, so no tenant policy can guard them. The application roles have no privilege on
-- these tables; they call the functions below, which run as app_auth and show only what a proven token is entitled to.

GRANT SELECT, INSERT, UPDATE ON identity.person, identity.session, identity.invitation, identity.tenant TO app_auth;
GRANT SELECT, INSERT, UPDATE, DELETE ON identity.rate_limit TO app_rw;
GRANT SELECT (expire), DELETE ON identity.rate_limit TO app_jobs;

-- app_auth reads the memberships of one person: the one whose session was just proven.
GRANT SELECT ON public.membership, public.organisation TO app_auth;
CREATE POLICY own_memberships ON public.membership FOR SELECT TO app_auth
  USING (person_id = (SELECT ctx.person()));
-- Joining is all that it writes there: an administrator invites, and only the invited person makes it a membership.
GRANT UPDATE (joined_at) ON public.membership TO app_auth;
CREATE POLICY own_joining ON public.membership FOR UPDATE TO app_auth
  USING (person_id = (SELECT ctx.person()));
CREATE POLICY own_organisations ON public.organisation FOR SELECT TO app_auth
  USING (id IN (SELECT m.organisation_id FROM public.membership m));

-- A new organisation is entered in the register by itself; the register must know it before the foreign key is checked.
CREATE FUNCTION identity.register_tenant() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO identity.tenant (id, slug) VALUES (NEW.id, NEW.slug);
  RETURN NEW;
END $$;
CREATE TRIGGER register_tenant BEFORE INSERT ON public.organisation
  FOR EACH ROW EXECUTE FUNCTION identity.register_tenant();

-- For background jobs: which organisations there are, and nothing about them.
CREATE FUNCTION identity.tenant_ids() RETURNS SETOF uuid LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$ SELECT t.id FROM identity.tenant t ORDER BY t.id $$;

-- An address proves nothing: whoever invites it first hands out the link that chooses its password. So a membership gives
-- access only after its person followed a link of the same organisation (joined_at), and every function below that asks
-- where somebody belongs asks for that.

-- Sign-in: who has this address, and the hash to compare with. Unknown and disabled people look alike: no row.
CREATE FUNCTION identity.find_credentials(p_email text)
  RETURNS TABLE (person_id uuid, password_hash text) LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p.id, p.password_hash FROM identity.person p
  WHERE p.email = p_email::public.citext AND p.disabled_at IS NULL AND p.password_hash IS NOT NULL
$$;

CREATE FUNCTION identity.open_session(p_person uuid, p_token_hash bytea, p_user_agent text) RETURNS void
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

-- The one place that decides whether a token is good. Staff are signed out after 60 idle minutes; a learner who reads a
-- long stimulus is not. The sighting is written at most once a minute, so that reading pages doesn't become writing rows.
CREATE FUNCTION identity.prove_session(p_token_hash bytea) RETURNS identity.session
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  SELECT x.* INTO s FROM identity.session x JOIN identity.person p ON p.id = x.person_id
  WHERE x.token_hash = p_token_hash AND x.revoked_at IS NULL AND x.expires_at > now() AND p.disabled_at IS NULL;
  IF s.id IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.person', s.person_id::text, true);
  IF s.last_seen_at < now() - interval '60 minutes' AND EXISTS (
    SELECT 1 FROM public.membership m
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL AND m.role <> 'learner') THEN
    RETURN NULL;
  END IF;
  IF s.last_seen_at < now() - interval '1 minute' THEN
    UPDATE identity.session SET last_seen_at = now() WHERE id = s.id;
  END IF;
  RETURN s;
END $$;

CREATE FUNCTION identity.resolve_session(p_token_hash bytea)
  RETURNS TABLE (session_id uuid, person_id uuid, person_name text, person_email text, organisation_id uuid, memberships jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT s.id, p.id, p.name, p.email::text, s.tenant_id,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
                'organisationId', o.id, 'organisationName', o.name, 'timeZone', o.time_zone, 'simulated', o.simulated,
                'membershipId', m.id, 'role', m.role, 'displayName', m.display_name) ORDER BY o.name)
              FROM public.membership m JOIN public.organisation o ON o.id = m.organisation_id
              WHERE m.person_id = p.id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL), '[]'::jsonb)
  FROM identity.person p WHERE p.id = s.person_id;
END $$;

-- For functions that serve a running exam: the caller's memberships, the active one first.
CREATE FUNCTION identity.session_memberships(p_token_hash bytea)
  RETURNS TABLE (organisation_id uuid, membership_id uuid, role text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT m.organisation_id, m.id, m.role::text FROM public.membership m
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL
    ORDER BY (m.organisation_id = s.tenant_id) DESC NULLS LAST, m.organisation_id;
END $$;

CREATE FUNCTION identity.switch_organisation(p_token_hash bytea, p_org uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL OR NOT EXISTS (SELECT 1 FROM public.membership m
    WHERE m.person_id = s.person_id AND m.organisation_id = p_org AND m.joined_at IS NOT NULL AND m.removed_at IS NULL) THEN
    RETURN false;
  END IF;
  UPDATE identity.session SET tenant_id = p_org WHERE id = s.id;
  RETURN true;
END $$;

CREATE FUNCTION identity.close_session(p_token_hash bytea) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET revoked_at = now() WHERE token_hash = p_token_hash AND revoked_at IS NULL
$$;

-- A running exam never outlives the session of the person who takes it.
CREATE FUNCTION identity.extend_session(p_token_hash bytea, p_until timestamptz) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  UPDATE identity.session SET expires_at = greatest(expires_at, p_until) WHERE token_hash = p_token_hash AND revoked_at IS NULL
$$;

-- Adds someone by e-mail address: the person who has it, or a new one without a password.
CREATE FUNCTION identity.ensure_person(p_email text, p_name text)
  RETURNS TABLE (person_id uuid, has_password boolean) LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, public, pg_temp AS $$
#variable_conflict use_column
BEGIN
  INSERT INTO identity.person (id, email, name) VALUES (ctx.uuid_v7(), p_email::public.citext, p_name)
  ON CONFLICT (email) DO NOTHING;
  RETURN QUERY SELECT p.id, p.password_hash IS NOT NULL FROM identity.person p WHERE p.email = p_email::public.citext;
END $$;

CREATE FUNCTION identity.invite_person(p_person uuid, p_org uuid, p_token_hash bytea) RETURNS timestamptz
  LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO identity.invitation (token_hash, person_id, tenant_id, expires_at)
  VALUES (p_token_hash, p_person, p_org, now() + interval '72 hours') RETURNING expires_at
$$;

-- Whom a good link is for and where it leads. It is good until its person has joined, and not while they are removed. The
-- name is the one that this organisation gave them, whatever others call the same address.
CREATE FUNCTION identity.find_invitation(p_token_hash bytea)
  RETURNS TABLE (email text, name text, organisation_name text, has_password boolean)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE i identity.invitation;
BEGIN
  SELECT x.* INTO i FROM identity.invitation x
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.expires_at > now();
  IF i.person_id IS NULL THEN RETURN; END IF;
  PERFORM set_config('app.person', i.person_id::text, true);
  RETURN QUERY
  SELECT p.email::text, m.display_name, o.name, p.password_hash IS NOT NULL
  FROM identity.person p
  JOIN public.membership m ON m.person_id = p.id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL
  JOIN public.organisation o ON o.id = m.organisation_id
  WHERE p.id = i.person_id AND p.disabled_at IS NULL AND (p.password_hash IS NULL OR m.joined_at IS NULL);
END $$;

-- For somebody new: chooses the password and joins the organisation of the link, no other. Single use, and never a way to
-- replace the password of someone who already has one; the lock on the person makes two links wait for each other.
CREATE FUNCTION identity.accept_invitation(p_token_hash bytea, p_password_hash text) RETURNS uuid
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE i identity.invitation;
BEGIN
  SELECT x.* INTO i FROM identity.invitation x JOIN identity.person p ON p.id = x.person_id
  WHERE x.token_hash = p_token_hash AND x.used_at IS NULL AND x.expires_at > now()
    AND p.password_hash IS NULL AND p.disabled_at IS NULL
  FOR UPDATE OF x, p;
  IF i.person_id IS NULL THEN RETURN NULL; END IF;
  PERFORM set_config('app.person', i.person_id::text, true);
  UPDATE public.membership m SET joined_at = coalesce(m.joined_at, now())
  WHERE m.person_id = i.person_id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- Without a password nobody has joined anywhere. A membership that says otherwise was not made by an invitation
  -- (generated people are), and the link of another organisation must not open it.
  UPDATE public.membership m SET joined_at = NULL
  WHERE m.person_id = i.person_id AND m.organisation_id <> i.tenant_id AND m.joined_at IS NOT NULL;
  UPDATE identity.person SET password_hash = p_password_hash WHERE id = i.person_id;
  UPDATE identity.invitation SET used_at = now()
  WHERE person_id = i.person_id AND tenant_id = i.tenant_id AND used_at IS NULL;
  RETURN i.person_id;
END $$;

-- For somebody who has a password: the session and the link have to be of the same person. Uses up every open link of the
-- organisation for them and makes it the one that the session works in.
CREATE FUNCTION identity.join_organisation(p_session_token_hash bytea, p_invitation_hash bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  s identity.session;
  joined uuid;
BEGIN
  s := identity.prove_session(p_session_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE public.membership m SET joined_at = now() FROM identity.invitation i
  WHERE i.token_hash = p_invitation_hash AND i.used_at IS NULL AND i.expires_at > now() AND i.person_id = s.person_id
    AND m.person_id = s.person_id AND m.organisation_id = i.tenant_id AND m.removed_at IS NULL AND m.joined_at IS NULL
  RETURNING m.organisation_id INTO joined;
  IF joined IS NULL THEN RETURN false; END IF;
  UPDATE identity.invitation SET used_at = now()
  WHERE person_id = s.person_id AND tenant_id = joined AND used_at IS NULL;
  UPDATE identity.session SET tenant_id = joined WHERE id = s.id;
  RETURN true;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA identity TO app_auth;
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p WHERE p.pronamespace = 'identity'::regnamespace LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_auth', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA identity FROM app_auth;
END $$;
GRANT EXECUTE ON FUNCTION
  identity.find_credentials(text), identity.open_session(uuid, bytea, text), identity.resolve_session(bytea),
  identity.session_memberships(bytea), identity.switch_organisation(bytea, uuid), identity.close_session(bytea),
  identity.extend_session(bytea, timestamptz), identity.ensure_person(text, text),
  identity.invite_person(uuid, uuid, bytea), identity.find_invitation(bytea), identity.accept_invitation(bytea, text),
  identity.join_organisation(bytea, bytea)
  TO app_rw;
GRANT EXECUTE ON FUNCTION identity.tenant_ids() TO app_jobs;
