-- Finds the caller's own attempt in whichever of their organisations it lies, names that organisation and locks the row.
-- Whoever takes an exam acts as a learner in it, whatever else they are: own attempts only, and no key before release.
-- outcome: signed_out | not_found | found.
CREATE OR REPLACE FUNCTION app.lock_own_attempt(p_token_hash bytea, p_attempt uuid, OUT outcome text, OUT attempt public.attempt)
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE m record;
BEGIN
  outcome := 'signed_out';
  FOR m IN SELECT * FROM identity.session_memberships(p_token_hash) LOOP
    outcome := 'not_found';
    PERFORM ctx.enter(m.organisation_id, m.membership_id, 'learner');
    SELECT a.* INTO attempt FROM public.attempt a
    WHERE a.organisation_id = m.organisation_id AND a.id = p_attempt AND a.membership_id = m.membership_id
    FOR NO KEY UPDATE;
    IF FOUND THEN outcome := 'found'; RETURN; END IF;
  END LOOP;
END $$;
ALTER FUNCTION app.lock_own_attempt(bytea,uuid) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.lock_own_attempt(bytea,uuid) TO app_rw;
