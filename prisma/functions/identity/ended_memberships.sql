-- Whom a token stands for, and where they belonged once: one row without an organisation for the person, one for each membership that
-- has ended. For saying why something isn't theirs any more; opens nothing.
CREATE OR REPLACE FUNCTION identity.ended_memberships(p_token_hash bytea)
  RETURNS TABLE (person_id uuid, organisation_id uuid, membership_id uuid)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE s identity.session;
BEGIN
  s := identity.prove_session(p_token_hash);
  IF s.id IS NULL THEN RETURN; END IF;
  RETURN QUERY SELECT s.person_id, NULL::uuid, NULL::uuid
    UNION ALL
    SELECT m.person_id, m.organisation_id, m.id FROM public.membership m
    WHERE m.person_id = s.person_id AND m.joined_at IS NOT NULL AND m.removed_at IS NOT NULL;
END $$;
ALTER FUNCTION identity.ended_memberships(bytea) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.ended_memberships(bytea) TO app_rw;
