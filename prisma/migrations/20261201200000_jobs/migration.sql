-- What is to be done once, after the transaction that gave cause for it, by whoever has time. A row is written in that transaction; it carries
-- the organisation, which the job enters, and names its subject: no answer, key or person. No policy guards the table, because it lies outside
-- the organisations; those who serve people may add to it and not read it.
CREATE SCHEMA jobs;
GRANT USAGE ON SCHEMA jobs TO app_rw, app_jobs, app_auth;

CREATE TABLE jobs.job (
  kind            TEXT NOT NULL,
  organisation_id UUID NOT NULL,
  subject_id      UUID NOT NULL,
  -- Jobs of one batch are done together, by one worker at a time.
  batch_id        UUID,
  run_at          TIMESTAMPTZ NOT NULL DEFAULT statement_timestamp(),
  tries           SMALLINT NOT NULL DEFAULT 0,
  -- Why the last try failed.
  failure         TEXT,
  PRIMARY KEY (kind, organisation_id, subject_id)
-- Rows live for a second; what they leave is taken again after a thousand of them, however few there are at the moment.
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
CREATE INDEX job_run_at_idx ON jobs.job (run_at);
GRANT INSERT ON jobs.job TO app_rw;
GRANT SELECT, INSERT, UPDATE, DELETE ON jobs.job TO app_jobs;
GRANT SELECT ON jobs.job TO app_auth;

-- Whether the answers of a graded attempt are in the sums. Those that are there are.
ALTER TABLE attempt_grade ADD COLUMN folded BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE attempt_grade ALTER COLUMN folded SET DEFAULT false;

-- What is closed and not graded yet was found by looking; from now on a job says it.
ALTER TABLE attempt NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs.job (kind, organisation_id, subject_id, batch_id)
SELECT 'grade', a.organisation_id, a.id, a.assignment_id FROM attempt a WHERE a.state IN ('submitted', 'expired');
ALTER TABLE attempt FORCE ROW LEVEL SECURITY;
