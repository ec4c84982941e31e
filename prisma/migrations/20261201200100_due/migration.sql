-- What has become due is found over all organisations at once, by its moment: organisations in which nothing is due cost nothing. Ids and moments
-- are all that app_auth sees of these tables; its functions give ids.
CREATE INDEX attempt_running_idx ON attempt (deadline_at) WHERE state = 'in_progress';
CREATE INDEX attempt_unreleased_idx ON attempt (organisation_id, assignment_id) WHERE state = 'graded';
-- Was there for the sweeper, and took an entry for every change of state.
DROP INDEX attempt_organisation_id_state_deadline_at_idx;
DROP INDEX import_draft_organisation_id_expires_at_idx;
CREATE INDEX import_draft_expires_at_idx ON import_draft (expires_at);
CREATE INDEX import_job_finished_at_idx ON import_job (finished_at);
GRANT USAGE ON SCHEMA app TO app_auth;
GRANT SELECT (organisation_id, id, assignment_id, state, deadline_at) ON attempt TO app_auth;
GRANT SELECT (organisation_id, id, release_rule, released_at, closes_at) ON assignment TO app_auth;
GRANT SELECT (organisation_id, id, expires_at) ON import_draft TO app_auth;
GRANT SELECT (organisation_id, id, draft_id, state, finished_at) ON import_job TO app_auth;

-- Imports that wait were found by looking; from now on a job says it.
ALTER TABLE import_job NO FORCE ROW LEVEL SECURITY;
INSERT INTO jobs.job (kind, organisation_id, subject_id)
SELECT 'import', i.organisation_id, i.id FROM import_job i WHERE i.state IN ('waiting', 'running');
ALTER TABLE import_job FORCE ROW LEVEL SECURITY;
