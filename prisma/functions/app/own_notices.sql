-- What staff did to an attempt of whoever asks, in whichever of their organisations it lies.
-- status: ok | not_found | signed_out.
CREATE OR REPLACE FUNCTION app.own_notices(p_token_hash bytea, p_attempt uuid) RETURNS TABLE (status text, notices jsonb)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE m record;
BEGIN
  status := 'signed_out';
  FOR m IN SELECT * FROM identity.session_memberships(p_token_hash) LOOP
    status := 'not_found';
    PERFORM ctx.enter(m.organisation_id, m.membership_id, 'learner');
    IF EXISTS (SELECT 1 FROM public.attempt a
               WHERE a.organisation_id = m.organisation_id AND a.id = p_attempt AND a.membership_id = m.membership_id) THEN
      status := 'ok';
      notices := app.attempt_notices(m.organisation_id, p_attempt);
      EXIT;
    END IF;
  END LOOP;
  RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION app.own_notices(bytea,uuid) TO app_rw;
