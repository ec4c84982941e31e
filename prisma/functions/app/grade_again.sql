-- Leaves the job that grades a closed attempt. One that is left over from before is done now, and never twice.
CREATE OR REPLACE FUNCTION app.grade_again(p_org uuid, p_attempt uuid, p_assignment uuid) RETURNS void
  LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO jobs.job AS t (kind, organisation_id, subject_id, batch_id) VALUES ('grade', p_org, p_attempt, p_assignment)
  ON CONFLICT (kind, organisation_id, subject_id) DO UPDATE SET run_at = clock_timestamp()
$$;
GRANT EXECUTE ON FUNCTION app.grade_again(uuid,uuid,uuid) TO app_exam;
