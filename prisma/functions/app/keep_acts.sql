-- Keeps what came without an answer. A batch that is sent again is one batch.
CREATE OR REPLACE FUNCTION app.keep_acts(p_attempt public.attempt, p_batch integer, p_acts text) RETURNS void
  LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO public.response_event (organisation_id, attempt_id, position, rev, epoch, received_at, acts)
  SELECT p_attempt.organisation_id, p_attempt.id, 0, p_batch, p_attempt.lease_epoch,
         statement_timestamp(), p_acts
  WHERE p_acts <> ''
  ON CONFLICT DO NOTHING
$$;
ALTER FUNCTION app.keep_acts(public.attempt,integer,text) OWNER TO app_exam;
GRANT EXECUTE ON FUNCTION app.keep_acts(public.attempt,integer,text) TO app_rw, app_jobs;
