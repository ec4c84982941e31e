-- The job "close" for an organisation: closes what is due there, up to 100 in one transaction and each in a block of its own; their jobs go
-- with it. At one that can't be closed it ends, keeps what it did, and says which and why; the rest is the next one's.
CREATE OR REPLACE FUNCTION app.close_batch(p_org uuid, OUT failed uuid, OUT failure text)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE v_attempt uuid;
BEGIN
  FOR v_attempt IN
    SELECT j.subject_id FROM jobs.job j
    WHERE j.kind = 'close' AND j.organisation_id = p_org AND j.run_at <= statement_timestamp()
    ORDER BY j.run_at LIMIT 100 FOR UPDATE SKIP LOCKED
  LOOP
    BEGIN
      IF app.close_overdue(p_org, v_attempt) THEN
        DELETE FROM jobs.job j WHERE j.kind = 'close' AND j.organisation_id = p_org AND j.subject_id = v_attempt;
      ELSE
        UPDATE jobs.job j SET run_at = clock_timestamp() + interval '500 milliseconds'
        WHERE j.kind = 'close' AND j.organisation_id = p_org AND j.subject_id = v_attempt;
      END IF;
    EXCEPTION WHEN query_canceled OR OTHERS THEN
      failed := v_attempt; failure := SQLERRM;
      RETURN;
    END;
  END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.close_batch(uuid) TO app_jobs;
