-- Does one job that is due, in its organisation, as the system. No kind: nothing is due. Any number of processes may call it at once: a job that
-- one is at is locked and skipped by the others, and one whose process dies is free again, as if nobody had begun it. What fails takes back
-- what it did, is set aside and tried again after 15 s, then after twice as long each time, up to an hour; failure says why. What somebody
-- else holds up is tried again in a moment and is no failure. An import outlives a statement: it is handed to the caller, who does it and calls
-- app.end_import_turn, and to others only when no sign of life has come.
CREATE OR REPLACE FUNCTION app.do_job(OUT kind text, OUT organisation_id uuid, OUT subject_id uuid, OUT failure text, OUT tries integer)
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE v jobs.job; v_done boolean; v_failure text; v_failed uuid; v_wait interval;
BEGIN
  SELECT j.* INTO v FROM jobs.job j
  WHERE j.run_at <= statement_timestamp() AND j.kind IN ('close', 'grade', 'fold', 'release', 'drafts', 'import')
  ORDER BY j.run_at LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF v.kind IS NULL THEN RETURN; END IF;
  IF v.kind = 'import' THEN
    UPDATE jobs.job j SET run_at = clock_timestamp() + interval '30 seconds'
    WHERE j.kind = v.kind AND j.organisation_id = v.organisation_id AND j.subject_id = v.subject_id;
    kind := v.kind; organisation_id := v.organisation_id; subject_id := v.subject_id; tries := v.tries;
    RETURN;
  END IF;
  PERFORM ctx.enter(v.organisation_id, NULL, 'system');
  -- What a crash takes back is done again, the same way; nobody has to wait for the disk.
  IF v.kind IN ('grade', 'fold') THEN PERFORM set_config('synchronous_commit', 'off', true); END IF;
  IF v.kind = 'close' THEN
    SELECT c.failed, c.failure INTO v_failed, v_failure FROM app.close_batch(v.organisation_id) c;
    kind := v.kind; organisation_id := v.organisation_id; subject_id := coalesce(v_failed, v.subject_id); tries := v.tries;
    IF v_failed IS NULL THEN RETURN; END IF;
    SELECT j.* INTO v FROM jobs.job j
    WHERE j.kind = v.kind AND j.organisation_id = v.organisation_id AND j.subject_id = v_failed;
  ELSE
    BEGIN
      v_done := CASE v.kind
        WHEN 'grade' THEN app.grade_now(v.organisation_id, v.subject_id)
        WHEN 'fold' THEN app.fold_batch(v.organisation_id, v.batch_id, CASE WHEN v.tries > 0 THEN v.subject_id END)
        WHEN 'release' THEN app.release_graded(v.organisation_id, v.subject_id)
        WHEN 'drafts' THEN app.forget_drafts(v.organisation_id) END;
    -- A statement that was cut off for its length failed, too; taken up again at once it would keep everything else waiting.
    EXCEPTION WHEN query_canceled OR OTHERS THEN
      v_failure := SQLERRM;
    END;
  END IF;
  kind := v.kind; organisation_id := v.organisation_id; subject_id := v.subject_id; failure := v_failure; tries := v.tries;
  IF v_done THEN
    DELETE FROM jobs.job j WHERE j.kind = v.kind AND j.organisation_id = v.organisation_id AND j.subject_id = v.subject_id;
    RETURN;
  END IF;
  IF v_failure IS NOT NULL THEN tries := v.tries + 1; END IF;
  v_wait := CASE WHEN v_failure IS NULL THEN interval '500 milliseconds'
                 ELSE least(interval '1 hour', interval '15 seconds' * power(2, least(v.tries, 10))) END;
  UPDATE jobs.job j SET run_at = clock_timestamp() + v_wait, tries = v.tries + (v_failure IS NOT NULL)::int,
                        failure = coalesce(v_failure, j.failure)
  FROM (SELECT o.subject_id FROM jobs.job o
        WHERE o.kind = v.kind AND o.organisation_id = v.organisation_id
          AND (o.subject_id = v.subject_id OR (v.kind = 'fold' AND v.tries = 0 AND o.tries = 0 AND o.batch_id = v.batch_id))
        FOR UPDATE SKIP LOCKED) d
  WHERE j.kind = v.kind AND j.organisation_id = v.organisation_id AND j.subject_id = d.subject_id;
END $$;
GRANT EXECUTE ON FUNCTION app.do_job() TO app_jobs;
