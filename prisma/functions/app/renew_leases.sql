-- Whether each of these sessions may go on with its attempt, and for how long: many questions of many people in one statement. No row of
-- an attempt is locked. A lease that is NULL asks for the attempt alone. What was looked at since the last call is kept with a lease that
-- goes on. Sessions in one order, so that two such statements never wait for each other.
-- status: ok | paused | superseded | closed | not_found | signed_out. remaining_ms only where a clock was read.
CREATE OR REPLACE FUNCTION app.renew_leases(p_token_hashes bytea[], p_attempts uuid[], p_leases uuid[], p_batches integer[], p_acts text[])
  RETURNS TABLE (place integer, status text, remaining_ms bigint)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE asked record; m record; a public.attempt; v_status text;
BEGIN
  FOR asked IN
    SELECT * FROM unnest(p_token_hashes, p_attempts, p_leases, p_batches, p_acts)
      WITH ORDINALITY AS q (token_hash, attempt, lease, batch, acts, n) ORDER BY q.token_hash, q.n
  LOOP
    v_status := 'signed_out';
    a := NULL;
    FOR m IN SELECT * FROM identity.session_memberships(asked.token_hash) LOOP
      v_status := 'not_found';
      PERFORM ctx.enter(m.organisation_id, m.membership_id, 'learner');
      SELECT x.* INTO a FROM public.attempt x
      WHERE x.organisation_id = m.organisation_id AND x.id = asked.attempt AND x.membership_id = m.membership_id;
      EXIT WHEN a.id IS NOT NULL;
    END LOOP;
    IF a.id IS NOT NULL THEN
      v_status := CASE
        WHEN a.state NOT IN ('in_progress', 'paused') THEN 'closed'
        WHEN a.state = 'in_progress' AND statement_timestamp() > a.deadline_at + ctx.grace() THEN 'closed'
        WHEN a.lease_id <> asked.lease THEN 'superseded'
        WHEN a.state = 'paused' THEN 'paused'
        ELSE 'ok' END;
      IF v_status IN ('ok', 'paused') AND asked.lease IS NOT NULL THEN
        PERFORM identity.extend_session(asked.token_hash, app.ends_at(a) + interval '1 hour');
        IF asked.acts <> '' THEN
          PERFORM set_config('app.role', 'system', true);
          PERFORM app.keep_acts(a, asked.batch, asked.acts);
        END IF;
      END IF;
    END IF;
    RETURN QUERY SELECT asked.n::integer - 1, v_status,
      CASE WHEN v_status IN ('ok', 'paused', 'superseded') THEN app.remaining_ms(a.deadline_at, a.paused_at) END;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.renew_leases(bytea[],uuid[],uuid[],integer[],text[]) TO app_rw;
