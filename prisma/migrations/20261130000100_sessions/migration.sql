-- Sessions that can be seen and ended, and the account of whoever is signed in.

-- A person's own zone, for the times that are shown to them; null: that of the organisation.
ALTER TABLE identity.person ADD COLUMN time_zone TEXT;

-- Sign-in writes to the trail of an organisation only what concerns the person whose token it has proven.
GRANT INSERT ON public.audit_event TO app_auth;
CREATE POLICY own_events ON public.audit_event FOR INSERT TO app_auth
  WITH CHECK (actor_id IN (SELECT m.id FROM public.membership m
                           WHERE m.organisation_id = audit_event.organisation_id AND m.person_id = (SELECT ctx.person())));
-- A person's own name is theirs to correct, in every organisation that they have joined.
GRANT UPDATE (display_name) ON public.membership TO app_auth;

-- Notes something about a person in one organisation of theirs; nothing where they never joined.
CREATE FUNCTION identity.note(p_person uuid, p_org uuid, p_action text, p_kind text, p_subject uuid, p_details jsonb)
  RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE before text := coalesce(current_setting('app.person', true), '');
BEGIN
  PERFORM set_config('app.person', p_person::text, true);
  INSERT INTO public.audit_event (organisation_id, id, actor_id, action, subject_kind, subject_id, details)
  SELECT m.organisation_id, ctx.uuid_v7(), m.id, p_action, p_kind, coalesce(p_subject, m.id)::text, p_details
  FROM public.membership m
  WHERE m.person_id = p_person AND m.organisation_id = p_org AND m.joined_at IS NOT NULL;
  PERFORM set_config('app.person', before, true);
END $$;

-- Ends one session that is still good, and says why in the trail of the organisation that it worked in.
CREATE FUNCTION identity.finish_session(p_session uuid, p_why text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  UPDATE identity.session SET revoked_at = now() WHERE id = p_session AND revoked_at IS NULL AND expires_at > now()
  RETURNING * INTO s;
  IF s.id IS NULL THEN RETURN false; END IF;
  PERFORM identity.note(s.person_id, s.tenant_id, 'session.closed', 'session', s.id, jsonb_build_object('why', p_why));
  RETURN true;
END $$;

-- Signs somebody in whose password was just proven. The session that the same browser had, whoever's it was, ends: nobody
-- finds it again by the Back button or a copy of its cookie. Who signs in again during a long exam keeps the time that the
-- exam had asked for. No row for somebody who was disabled meanwhile.
CREATE FUNCTION identity.sign_in(p_person uuid, p_token_hash bytea, p_user_agent text, p_earlier_hash bytea)
  RETURNS TABLE (session_id uuid, expires_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
  earlier identity.session;
  opened identity.session;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM identity.person p WHERE p.id = p_person AND p.disabled_at IS NULL FOR KEY SHARE) THEN RETURN; END IF;
  SELECT s.* INTO earlier FROM identity.session s
  WHERE s.token_hash = p_earlier_hash AND s.revoked_at IS NULL AND s.expires_at > now();
  PERFORM identity.open_session(p_person, p_token_hash, p_user_agent);
  UPDATE identity.session s
  SET expires_at = CASE WHEN earlier.person_id = p_person THEN greatest(s.expires_at, earlier.expires_at) ELSE s.expires_at END
  WHERE s.token_hash = p_token_hash RETURNING s.* INTO opened;
  IF earlier.id IS NOT NULL THEN PERFORM identity.finish_session(earlier.id, 'signed_in_again'); END IF;
  PERFORM identity.note(p_person, opened.tenant_id, 'session.opened', 'session', opened.id, '{}');
  RETURN QUERY SELECT opened.id, opened.expires_at;
END $$;

-- Joining by a link ends signed in: what proves the right to choose the password opens the session, once, in one act.
CREATE FUNCTION identity.join_and_sign_in(
  p_token_hash bytea, p_password_hash text, p_session_hash bytea, p_user_agent text, p_earlier_hash bytea)
  RETURNS TABLE (person_id uuid, session_id uuid, expires_at timestamptz)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE joined uuid := identity.accept_invitation(p_token_hash, p_password_hash);
BEGIN
  IF joined IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT joined, s.session_id, s.expires_at
  FROM identity.sign_in(joined, p_session_hash, p_user_agent, p_earlier_hash) s;
END $$;

-- Signing out. Says whose session it was, for the log; no row when it was over already.
DROP FUNCTION identity.close_session(bytea);
CREATE FUNCTION identity.close_session(p_token_hash bytea) RETURNS TABLE (session_id uuid, person_id uuid)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  SELECT x.* INTO s FROM identity.session x WHERE x.token_hash = p_token_hash;
  IF s.id IS NULL OR NOT identity.finish_session(s.id, 'signed_out') THEN RETURN; END IF;
  RETURN QUERY SELECT s.id, s.person_id;
END $$;

-- Why a session is over, for whoever holds its token: disabled | ended | expired | idle; null for a token that never was one.
CREATE FUNCTION identity.session_end(p_token_hash bytea) RETURNS text LANGUAGE sql STABLE SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN p.disabled_at IS NOT NULL THEN 'disabled' WHEN x.revoked_at IS NOT NULL THEN 'ended'
              WHEN x.expires_at <= now() THEN 'expired' ELSE 'idle' END
  FROM identity.session x JOIN identity.person p ON p.id = x.person_id WHERE x.token_hash = p_token_hash
$$;

-- Whoever is disabled is out everywhere, for good: being enabled again means signing in again.
CREATE FUNCTION identity.end_sessions_of_disabled() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  PERFORM identity.finish_session(s.id, 'disabled') FROM identity.session s
  WHERE s.person_id = NEW.id AND s.revoked_at IS NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER end_sessions_of_disabled AFTER UPDATE OF disabled_at ON identity.person
  FOR EACH ROW WHEN (OLD.disabled_at IS NULL AND NEW.disabled_at IS NOT NULL)
  EXECUTE FUNCTION identity.end_sessions_of_disabled();

-- The account of whoever holds the token, with the sessions that still mean something, the latest first. Staff who have been
-- idle for an hour are signed out (prove_session), so such a session isn't listed as open.
CREATE FUNCTION identity.own_account(p_token_hash bytea)
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
                                'lastSeenAt', x.last_seen_at, 'current', x.id = s.id)
                              ORDER BY (x.id = s.id) DESC, x.last_seen_at DESC, x.id), '[]'::jsonb)
     FROM identity.session x
     WHERE x.person_id = s.person_id AND x.revoked_at IS NULL AND x.expires_at > now()
       AND (x.id = s.id OR NOT is_staff OR x.last_seen_at >= now() - interval '60 minutes'))
  FROM identity.person p WHERE p.id = s.person_id;
END $$;

-- Ends one of the caller's own sessions; false for any other id.
CREATE FUNCTION identity.end_session(p_token_hash bytea, p_session uuid) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL OR NOT EXISTS (SELECT 1 FROM identity.session x WHERE x.id = p_session AND x.person_id = s.person_id) THEN
    RETURN false;
  END IF;
  RETURN identity.finish_session(p_session, 'ended_by_person');
END $$;

-- How many were ended; null when the caller's own session isn't good.
CREATE FUNCTION identity.end_other_sessions(p_token_hash bytea) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; ended integer;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN NULL; END IF;
  SELECT count(*) FILTER (WHERE identity.finish_session(x.id, 'ended_by_person')) INTO ended
  FROM identity.session x WHERE x.person_id = s.person_id AND x.id <> s.id AND x.revoked_at IS NULL;
  RETURN ended;
END $$;

CREATE FUNCTION identity.rename_self(p_token_hash bytea, p_name text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; org uuid;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE identity.person SET name = p_name WHERE id = s.person_id;
  FOR org IN
    UPDATE public.membership m SET display_name = p_name
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL AND m.display_name <> p_name
    RETURNING m.organisation_id
  LOOP
    PERFORM identity.note(s.person_id, org, 'person.renamed_self', 'membership', NULL, '{}');
  END LOOP;
  RETURN true;
END $$;

CREATE FUNCTION identity.choose_time_zone(p_token_hash bytea, p_time_zone text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN false; END IF;
  UPDATE identity.person SET time_zone = p_time_zone WHERE id = s.person_id;
  RETURN true;
END $$;

-- The hash to compare the old password with, for whoever is signed in.
CREATE FUNCTION identity.own_credentials(p_token_hash bytea) RETURNS TABLE (person_id uuid, password_hash text)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT p.id, p.password_hash FROM identity.person p WHERE p.id = s.person_id AND p.password_hash IS NOT NULL;
END $$;

-- Replaces the password that was just proven and ends every other session: whoever knew the old one is out. Null when the
-- session isn't good or the password was changed meanwhile; otherwise how many sessions ended.
CREATE FUNCTION identity.change_password(p_token_hash bytea, p_old_hash text, p_new_hash text) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE s identity.session; ended integer;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN NULL; END IF;
  UPDATE identity.person SET password_hash = p_new_hash WHERE id = s.person_id AND password_hash = p_old_hash;
  IF NOT FOUND THEN RETURN NULL; END IF;
  -- A link that would set another one is worth nothing any more (the table comes with a later migration).
  UPDATE identity.reset_link SET ended_at = now() WHERE person_id = s.person_id AND used_at IS NULL AND ended_at IS NULL;
  SELECT count(*) FILTER (WHERE identity.finish_session(x.id, 'password_changed')) INTO ended
  FROM identity.session x WHERE x.person_id = s.person_id AND x.id <> s.id AND x.revoked_at IS NULL;
  PERFORM identity.note(s.person_id, s.tenant_id, 'person.password_changed', 'membership', NULL, '{}');
  RETURN ended;
END $$;

-- As before, and the person's own zone beside the organisation's.
DROP FUNCTION identity.resolve_session(bytea);
CREATE FUNCTION identity.resolve_session(p_token_hash bytea)
  RETURNS TABLE (session_id uuid, person_id uuid, person_name text, person_email text, person_time_zone text,
                 organisation_id uuid, memberships jsonb)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY
  SELECT s.id, p.id, p.name, p.email::text, p.time_zone, s.tenant_id,
    coalesce((SELECT jsonb_agg(jsonb_build_object(
                'organisationId', o.id, 'organisationName', o.name, 'timeZone', o.time_zone, 'simulated', o.simulated,
                'membershipId', m.id, 'role', m.role, 'displayName', m.display_name) ORDER BY o.name)
              FROM public.membership m JOIN public.organisation o ON o.id = m.organisation_id
              WHERE m.person_id = p.id AND m.joined_at IS NOT NULL AND m.removed_at IS NULL), '[]'::jsonb)
  FROM identity.person p WHERE p.id = s.person_id;
END $$;

DO $$
DECLARE f regprocedure;
BEGIN
  GRANT CREATE ON SCHEMA identity TO app_auth;
  FOR f IN SELECT p.oid::regprocedure FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner
           WHERE p.pronamespace = 'identity'::regnamespace AND r.rolname <> 'app_auth' LOOP
    EXECUTE format('ALTER FUNCTION %s OWNER TO app_auth', f);
    EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
  END LOOP;
  REVOKE CREATE ON SCHEMA identity FROM app_auth;
END $$;
GRANT EXECUTE ON FUNCTION
  identity.sign_in(uuid, bytea, text, bytea), identity.join_and_sign_in(bytea, text, bytea, text, bytea),
  identity.close_session(bytea), identity.session_end(bytea), identity.own_account(bytea),
  identity.end_session(bytea, uuid), identity.end_other_sessions(bytea), identity.rename_self(bytea, text),
  identity.choose_time_zone(bytea, text), identity.own_credentials(bytea), identity.change_password(bytea, text, text),
  identity.resolve_session(bytea)
  TO app_rw;
