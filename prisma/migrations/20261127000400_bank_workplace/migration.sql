-- The bank as a place to work: the right to use each item, what its wording gives away, and bulk edits that can be taken back.

CREATE TYPE "right_to_use" AS ENUM ('unknown', 'confirmed', 'disputed');

ALTER TABLE "item"
    ADD COLUMN "right_to_use" "right_to_use" NOT NULL DEFAULT 'unknown',
    ADD COLUMN "right_set_by_id" UUID,
    ADD COLUMN "right_set_at" TIMESTAMPTZ(3),
    ADD COLUMN "licence_note" TEXT;

CREATE TABLE "item_version_cues" (
    "organisation_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "rules" INTEGER NOT NULL,
    "codes" TEXT[],
    "option_count" INTEGER NOT NULL,
    "key_position" INTEGER,
    "shuffle_locked" BOOLEAN NOT NULL,
    "numeric_options" BOOLEAN NOT NULL,
    "longest" TEXT NOT NULL,
    "hits" DOUBLE PRECISION[],
    "stem_hash" TEXT NOT NULL,

    CONSTRAINT "item_version_cues_pkey" PRIMARY KEY ("organisation_id","item_version_id")
);
CREATE TABLE "bank_edit" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor_id" UUID,
    "item_count" INTEGER NOT NULL,
    "after" JSONB NOT NULL,
    "before" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_edit_pkey" PRIMARY KEY ("organisation_id","id")
);

CREATE INDEX "bank_edit_organisation_id_bank_id_created_at_idx" ON "bank_edit"("organisation_id", "bank_id", "created_at");
CREATE INDEX "item_organisation_id_right_set_by_id_idx" ON "item"("organisation_id", "right_set_by_id");

ALTER TABLE "item" ADD CONSTRAINT "item_organisation_id_right_set_by_id_fkey" FOREIGN KEY ("organisation_id", "right_set_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "item_version_cues" ADD CONSTRAINT "item_version_cues_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "bank_edit" ADD CONSTRAINT "bank_edit_organisation_id_bank_id_fkey" FOREIGN KEY ("organisation_id", "bank_id") REFERENCES "bank"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "bank_edit" ADD CONSTRAINT "bank_edit_organisation_id_actor_id_fkey" FOREIGN KEY ("organisation_id", "actor_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Who says that a question may be used, or not, and since when, is known.
ALTER TABLE item ADD CHECK (right_to_use = 'unknown' OR right_set_at IS NOT NULL), ADD CHECK (char_length(licence_note) <= 2000);
ALTER TABLE item_version_cues ADD CHECK (key_position IS NULL OR key_position BETWEEN 0 AND option_count - 1);
ALTER TABLE bank_edit ADD CHECK (kind IN ('topic', 'state', 'right', 'licence', 'balance')), ADD CHECK (item_count > 0);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['item_version_cues', 'bank_edit'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON public.%1$I TO app_rw, app_jobs USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()))', t);
  END LOOP;
END $$;
-- What a wording gives away gives the key away.
CREATE POLICY staff_only ON item_version_cues AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'));
CREATE POLICY admins_only ON bank_edit AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'admin', 'system'));

GRANT SELECT, INSERT, UPDATE ON item_version_cues TO app_rw, app_jobs;
GRANT SELECT, INSERT ON bank_edit TO app_rw, app_jobs;
-- What was edited stays as it was written down; only that it was taken back is added.
GRANT UPDATE (undone_at) ON bank_edit TO app_rw;
