-- What staff do to a sitting: each act with who, when and why, and whether it was taken back.
CREATE TYPE "attempt_act_kind" AS ENUM ('extra_time', 'compensate', 'pause', 'another_attempt', 'reopen', 'void', 'accept_late', 'leave_late', 'message');

CREATE TABLE "attempt_act" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "batch_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "kind" "attempt_act_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',
    "actor_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by_id" UUID,
    "undo_reason" TEXT,

    CONSTRAINT "attempt_act_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE INDEX "attempt_act_organisation_id_attempt_id_idx" ON "attempt_act"("organisation_id", "attempt_id");
CREATE INDEX "attempt_act_organisation_id_batch_id_idx" ON "attempt_act"("organisation_id", "batch_id");
ALTER TABLE "attempt_act" ADD CONSTRAINT "attempt_act_organisation_id_attempt_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id") REFERENCES "attempt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attempt_act" ADD CONSTRAINT "attempt_act_organisation_id_actor_id_fkey" FOREIGN KEY ("organisation_id", "actor_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "attempt_act" ADD CONSTRAINT "attempt_act_organisation_id_undone_by_id_fkey" FOREIGN KEY ("organisation_id", "undone_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE attempt_act ADD CHECK (btrim(reason) <> '' AND (undone_at IS NULL) = (undo_reason IS NULL));

ALTER TABLE attempt_act ENABLE ROW LEVEL SECURITY;
ALTER TABLE attempt_act FORCE ROW LEVEL SECURITY;
-- Written by the functions of the room alone.
GRANT SELECT ON attempt_act TO app_rw, app_jobs;
GRANT INSERT, UPDATE (undone_at, undone_by_id, undo_reason) ON attempt_act TO app_exam;

-- The act that decided about a late answer; none while it waits.
ALTER TABLE late_response ADD COLUMN act_id UUID;
CREATE INDEX late_response_waiting_idx ON late_response (organisation_id, attempt_id) WHERE act_id IS NULL;
GRANT UPDATE (act_id) ON late_response TO app_exam;
GRANT UPDATE (first_exposure), DELETE ON graded_item TO app_exam;
GRANT DELETE ON attempt_grade TO app_exam;
GRANT SELECT, INSERT, UPDATE ON jobs.job TO app_exam;

-- While it is paused the clock of an attempt stands at paused_at; what it stood still before is in paused_ms and in the deadline.
ALTER TABLE attempt ADD COLUMN paused_at TIMESTAMPTZ(3), ADD COLUMN paused_ms BIGINT NOT NULL DEFAULT 0;
ALTER TABLE attempt ADD CHECK ((state = 'paused') = (paused_at IS NOT NULL));

-- That something happened to an attempt, for the processes that tell browsers: no content, no organisation's rules, a day long.
CREATE SCHEMA signal;
CREATE TABLE signal.notice (
  at TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  act_id UUID NOT NULL
);
CREATE INDEX notice_at_idx ON signal.notice (at);
GRANT USAGE ON SCHEMA signal TO app_rw, app_jobs;
GRANT SELECT ON signal.notice TO app_rw, app_jobs;
GRANT INSERT, DELETE ON signal.notice TO app_exam;

-- A row stands here while the demonstration writes its story; only the owner of the schema writes it.
CREATE TABLE signal.open_past (since TIMESTAMPTZ NOT NULL DEFAULT clock_timestamp());
GRANT SELECT ON signal.open_past TO app_rw, app_jobs;
