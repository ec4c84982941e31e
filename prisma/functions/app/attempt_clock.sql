-- How much time is left, and whether this tab still may write.
-- No time where there is none to tell: of a closed attempt, or of one that isn't theirs.
-- status: ok | paused | superseded | closed | not_found | signed_out.
CREATE OR REPLACE FUNCTION app.attempt_clock(p_token_hash bytea, p_attempt uuid, p_lease uuid)
  RETURNS TABLE (status text, remaining_ms bigint)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE found_attempt record; a public.attempt;
BEGIN
  SELECT * INTO found_attempt FROM app.lock_own_attempt(p_token_hash, p_attempt);
  a := found_attempt.attempt;
  RETURN QUERY SELECT
    CASE WHEN found_attempt.outcome <> 'found' THEN found_attempt.outcome
         WHEN a.state NOT IN ('in_progress', 'paused') THEN 'closed'
         WHEN a.state = 'in_progress' AND statement_timestamp() > a.deadline_at + ctx.grace() THEN 'closed'
         WHEN a.lease_id <> p_lease THEN 'superseded'
         WHEN a.state = 'paused' THEN 'paused'
         ELSE 'ok' END,
    CASE WHEN found_attempt.outcome = 'found' AND a.state IN ('in_progress', 'paused') THEN app.remaining_ms(a.deadline_at, a.paused_at) END;
END $$;
GRANT EXECUTE ON FUNCTION app.attempt_clock(bytea,uuid,uuid) TO app_rw;
