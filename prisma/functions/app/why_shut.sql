-- Why an attempt isn't open to whoever asks, for a page that was made for p_person (NULL where the page doesn't say). Tells nobody of an
-- attempt that was never theirs.
-- outcome: signed_out | other_person | removed | not_found.
CREATE OR REPLACE FUNCTION app.why_shut(p_token_hash bytea, p_attempt uuid, p_person uuid, OUT outcome text)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE m record;
BEGIN
  outcome := 'signed_out';
  FOR m IN SELECT * FROM identity.ended_memberships(p_token_hash) LOOP
    IF m.person_id <> p_person THEN outcome := 'other_person'; RETURN; END IF;
    outcome := 'not_found';
    CONTINUE WHEN m.organisation_id IS NULL;
    PERFORM ctx.enter(m.organisation_id, m.membership_id, 'learner');
    IF EXISTS (SELECT 1 FROM public.attempt a
               WHERE a.organisation_id = m.organisation_id AND a.id = p_attempt AND a.membership_id = m.membership_id) THEN
      outcome := 'removed';
      RETURN;
    END IF;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.why_shut(bytea,uuid,uuid) TO app_rw;
