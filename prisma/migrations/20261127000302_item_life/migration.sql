-- The life of an item: its steps, what staff say about it, and what learners report.

CREATE TYPE "report_kind" AS ENUM ('wrong_key', 'unclear', 'typo', 'outdated', 'other');
CREATE TYPE "report_state" AS ENUM ('open', 'answered', 'corrected', 'declined');

CREATE TABLE "item_event" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "from_state" "item_state",
    "to_state" "item_state" NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "actor_id" UUID,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_event_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE TABLE "item_comment" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "author_id" UUID,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_comment_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE TABLE "problem_report" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "kind" "report_kind" NOT NULL,
    "body" TEXT NOT NULL,
    "option_order" UUID[],
    "selected" UUID[],
    "state" "report_state" NOT NULL DEFAULT 'open',
    "answer" TEXT NOT NULL DEFAULT '',
    "resolver_id" UUID,
    "resolved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "problem_report_pkey" PRIMARY KEY ("organisation_id","id")
);

CREATE INDEX "item_event_organisation_id_item_id_occurred_at_idx" ON "item_event"("organisation_id", "item_id", "occurred_at");
CREATE INDEX "item_comment_organisation_id_item_id_created_at_idx" ON "item_comment"("organisation_id", "item_id", "created_at");
CREATE INDEX "problem_report_organisation_id_state_created_at_idx" ON "problem_report"("organisation_id", "state", "created_at");
CREATE INDEX "problem_report_organisation_id_item_id_idx" ON "problem_report"("organisation_id", "item_id");
CREATE INDEX "problem_report_organisation_id_membership_id_idx" ON "problem_report"("organisation_id", "membership_id");
CREATE UNIQUE INDEX "problem_report_organisation_id_attempt_id_item_id_key" ON "problem_report"("organisation_id", "attempt_id", "item_id");

ALTER TABLE "item_event" ADD CONSTRAINT "item_event_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "item_event" ADD CONSTRAINT "item_event_organisation_id_actor_id_fkey" FOREIGN KEY ("organisation_id", "actor_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "item_comment" ADD CONSTRAINT "item_comment_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "item_comment" ADD CONSTRAINT "item_comment_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "item_comment" ADD CONSTRAINT "item_comment_organisation_id_author_id_fkey" FOREIGN KEY ("organisation_id", "author_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "problem_report" ADD CONSTRAINT "problem_report_organisation_id_attempt_id_item_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id", "item_id") REFERENCES "attempt_item"("organisation_id", "attempt_id", "item_id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "problem_report" ADD CONSTRAINT "problem_report_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "problem_report" ADD CONSTRAINT "problem_report_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "problem_report" ADD CONSTRAINT "problem_report_organisation_id_resolver_id_fkey" FOREIGN KEY ("organisation_id", "resolver_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE item_event ADD CHECK (from_state IS DISTINCT FROM to_state), ADD CHECK (char_length(note) <= 1000);
ALTER TABLE item_comment ADD CHECK (char_length(body) BETWEEN 1 AND 4000);
ALTER TABLE problem_report
  ADD CHECK (char_length(body) <= 1000),
  ADD CHECK (char_length(answer) <= 2000),
  ADD CHECK ((state = 'open') = (resolved_at IS NULL)),
  -- Nobody is turned away without a word.
  ADD CHECK (state = 'open' OR answer <> '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['item_event', 'item_comment', 'problem_report'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON public.%1$I TO app_rw, app_jobs USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()))', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['item_event', 'item_comment'] LOOP
    EXECUTE format($p$
      CREATE POLICY staff_only ON public.%I AS RESTRICTIVE TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'))$p$, t);
  END LOOP;
END $$;
-- A learner sees and sends own reports only; an instructor also reaches those of the learners that they look after; HR none.
CREATE POLICY own_reports ON problem_report AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
  END);
CREATE POLICY sent_open ON problem_report AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs WITH CHECK (
  (SELECT ctx.role()) <> 'learner' OR (state = 'open' AND answer = '' AND resolver_id IS NULL));
CREATE POLICY staff_resolve ON problem_report AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'));

GRANT SELECT, INSERT ON item_event, item_comment, problem_report TO app_rw, app_jobs;
-- What was reported stays as it was sent.
GRANT UPDATE (state, answer, resolver_id, resolved_at) ON problem_report TO app_rw;
