-- The job "close": closes an attempt whose time is over, unless it was closed or given more time meanwhile. false: somebody is writing to it.
CREATE OR REPLACE FUNCTION app.close_overdue(p_org uuid, p_attempt uuid) RETURNS boolean
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_overdue boolean;
BEGIN
  SELECT t.state = 'in_progress' AND t.deadline_at < clock_timestamp() - ctx.grace() INTO v_overdue
  FROM public.attempt t WHERE t.organisation_id = p_org AND t.id = p_attempt FOR NO KEY UPDATE SKIP LOCKED;
  IF v_overdue IS NULL THEN RETURN false; END IF;
  IF v_overdue THEN PERFORM app.close_attempt(p_org, p_attempt, 'expired', NULL, NULL); END IF;
  RETURN true;
END $$;
ALTER FUNCTION app.close_overdue(uuid,uuid) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.close_overdue(uuid,uuid) TO app_jobs;
