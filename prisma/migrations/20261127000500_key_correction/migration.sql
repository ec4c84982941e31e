-- Corrections of keys: the decisions, what follows from them for each version, and what they did to each attempt.

CREATE TYPE "correction_policy" AS ENUM ('full_credit', 'both_keys', 'current_key', 'no_regrade');

CREATE TABLE "key_correction" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "decided_by_id" UUID,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,
    "import_id" UUID,
    "counts" JSONB NOT NULL,

    CONSTRAINT "key_correction_pkey" PRIMARY KEY ("organisation_id","id")
);

CREATE TABLE "key_correction_item" (
    "organisation_id" UUID NOT NULL,
    "correction_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "from_version_id" UUID NOT NULL,
    "to_version_id" UUID NOT NULL,
    "policy" "correction_policy" NOT NULL,

    CONSTRAINT "key_correction_item_pkey" PRIMARY KEY ("organisation_id","correction_id","item_id")
);

CREATE TABLE "key_ruling" (
    "organisation_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "correction_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "key_version_id" UUID NOT NULL,
    "full_credit" BOOLEAN NOT NULL,
    "accepted_keys" TEXT[],

    CONSTRAINT "key_ruling_pkey" PRIMARY KEY ("organisation_id","item_version_id")
);

CREATE TABLE "grade_change" (
    "organisation_id" UUID NOT NULL,
    "correction_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "correct_before" INTEGER NOT NULL,
    "correct_after" INTEGER NOT NULL,
    "passed_before" BOOLEAN NOT NULL,
    "passed_after" BOOLEAN NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "grade_change_pkey" PRIMARY KEY ("organisation_id","correction_id","attempt_id")
);

ALTER TABLE "item_grade" ADD COLUMN "original_correct" BOOLEAN;

CREATE INDEX "key_correction_organisation_id_decided_at_idx" ON "key_correction"("organisation_id", "decided_at");
CREATE INDEX "key_correction_organisation_id_import_id_idx" ON "key_correction"("organisation_id", "import_id");
CREATE UNIQUE INDEX "key_correction_item_organisation_id_to_version_id_key" ON "key_correction_item"("organisation_id", "to_version_id");
CREATE INDEX "key_correction_item_organisation_id_item_id_idx" ON "key_correction_item"("organisation_id", "item_id");
CREATE INDEX "key_correction_item_organisation_id_from_version_id_idx" ON "key_correction_item"("organisation_id", "from_version_id");
CREATE INDEX "key_ruling_organisation_id_key_version_id_idx" ON "key_ruling"("organisation_id", "key_version_id");
CREATE INDEX "key_ruling_organisation_id_correction_id_idx" ON "key_ruling"("organisation_id", "correction_id");
CREATE INDEX "grade_change_organisation_id_attempt_id_idx" ON "grade_change"("organisation_id", "attempt_id");
CREATE INDEX "grade_change_organisation_id_membership_id_seen_at_idx" ON "grade_change"("organisation_id", "membership_id", "seen_at");

ALTER TABLE "key_correction" ADD CONSTRAINT "key_correction_organisation_id_decided_by_id_fkey" FOREIGN KEY ("organisation_id", "decided_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_correction" ADD CONSTRAINT "key_correction_organisation_id_import_id_fkey" FOREIGN KEY ("organisation_id", "import_id") REFERENCES "import"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_correction_item" ADD CONSTRAINT "key_correction_item_organisation_id_correction_id_fkey" FOREIGN KEY ("organisation_id", "correction_id") REFERENCES "key_correction"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_correction_item" ADD CONSTRAINT "key_correction_item_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_correction_item" ADD CONSTRAINT "key_correction_item_organisation_id_from_version_id_fkey" FOREIGN KEY ("organisation_id", "from_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_correction_item" ADD CONSTRAINT "key_correction_item_organisation_id_to_version_id_fkey" FOREIGN KEY ("organisation_id", "to_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_ruling" ADD CONSTRAINT "key_ruling_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_ruling" ADD CONSTRAINT "key_ruling_organisation_id_key_version_id_fkey" FOREIGN KEY ("organisation_id", "key_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "key_ruling" ADD CONSTRAINT "key_ruling_organisation_id_correction_id_fkey" FOREIGN KEY ("organisation_id", "correction_id") REFERENCES "key_correction"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "grade_change" ADD CONSTRAINT "grade_change_organisation_id_correction_id_fkey" FOREIGN KEY ("organisation_id", "correction_id") REFERENCES "key_correction"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "grade_change" ADD CONSTRAINT "grade_change_organisation_id_attempt_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id") REFERENCES "attempt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "grade_change" ADD CONSTRAINT "grade_change_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE key_ruling ADD CHECK (cardinality(accepted_keys) >= 1);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['key_correction', 'key_correction_item', 'key_ruling', 'grade_change'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON public.%I TO app_rw, app_jobs USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()))', t);
    EXECUTE format($p$
      CREATE POLICY decided_by_admins ON public.%I AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
        WITH CHECK ((SELECT ctx.role()) IN ('owner', 'admin', 'system'))$p$, t);
  END LOOP;
  -- Reasons and counts are notes of the staff.
  FOREACH t IN ARRAY ARRAY['key_correction', 'key_correction_item'] LOOP
    EXECUTE format($p$
      CREATE POLICY staff_only ON public.%I AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'))$p$, t);
  END LOOP;
END $$;

-- A ruling names keys, so a learner reads it exactly where they may read the key: after the release, with full feedback, of
-- an own attempt that was frozen with this version.
CREATE POLICY released_ruling ON public.key_ruling AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND EXISTS (SELECT 1
                  FROM public.attempt_item ai
                  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                  WHERE ai.organisation_id = key_ruling.organisation_id
                    AND ai.item_version_id = key_ruling.item_version_id
                    AND a.state = 'released' AND s.feedback_policy = 'full')));
CREATE POLICY ruled_by_admins ON public.key_ruling AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'admin', 'system'));

-- A changed score is shown where the score is.
CREATE POLICY released_change ON public.grade_change AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
      AND EXISTS (SELECT 1 FROM public.attempt a
                  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                  WHERE a.organisation_id = grade_change.organisation_id AND a.id = grade_change.attempt_id
                    AND a.state = 'released' AND s.feedback_policy <> 'hidden')
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.role()) IN ('owner', 'admin', 'system')
  END);
-- Only the learner has seen it when it was seen.
CREATE POLICY seen_by_learner ON public.grade_change AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING (membership_id = (SELECT ctx.member()));

-- The key of a version also opens to those whose released version it rules, and to nobody else.
DROP POLICY released_key ON public.item_key;
CREATE POLICY released_key ON public.item_key AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND (EXISTS (SELECT 1
                   FROM public.attempt_item ai
                   JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                   JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                   WHERE ai.organisation_id = item_key.organisation_id
                     AND ai.item_version_id = item_key.item_version_id
                     AND a.state = 'released' AND s.feedback_policy = 'full')
           -- Rows of key_ruling are the released ones with full feedback: its own policy holds in here.
           OR EXISTS (SELECT 1 FROM public.key_ruling r
                      WHERE r.organisation_id = item_key.organisation_id AND r.key_version_id = item_key.item_version_id))));

-- Decisions are never changed. Of a change only the moment when it was seen is filled in later.
GRANT SELECT, INSERT ON key_correction, key_correction_item, grade_change TO app_rw, app_jobs;
GRANT UPDATE (seen_at) ON grade_change TO app_rw;
GRANT SELECT, INSERT, UPDATE ON key_ruling TO app_rw, app_jobs;
