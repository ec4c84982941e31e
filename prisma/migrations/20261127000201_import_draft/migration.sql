-- Imports that aren't written yet, the jobs that write them, and what an undo needs to know.

CREATE TYPE "import_job_state" AS ENUM ('waiting', 'running', 'done', 'failed', 'cancelled');

CREATE TABLE "import_draft" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "rev" INTEGER NOT NULL DEFAULT 1,
    "source_name" TEXT NOT NULL,
    "file_bytes" BYTEA NOT NULL,
    "edited_text" TEXT,
    "format" TEXT,
    "column_mapping" JSONB,
    "options" JSONB NOT NULL,
    "decisions" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "import_draft_pkey" PRIMARY KEY ("organisation_id","id")
);
CREATE TABLE "import_job" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "draft_id" UUID NOT NULL,
    "draft_rev" INTEGER NOT NULL,
    "started_by_id" UUID NOT NULL,
    "state" "import_job_state" NOT NULL DEFAULT 'waiting',
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "claim" UUID,
    "heartbeat_at" TIMESTAMPTZ(3),
    "cancel_requested" BOOLEAN NOT NULL DEFAULT false,
    "failure" TEXT,
    "import_id" UUID,
    "bank_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("organisation_id","id")
);

CREATE INDEX "import_draft_organisation_id_created_by_id_idx" ON "import_draft"("organisation_id", "created_by_id");
CREATE INDEX "import_draft_organisation_id_expires_at_idx" ON "import_draft"("organisation_id", "expires_at");
CREATE UNIQUE INDEX "import_job_organisation_id_draft_id_key" ON "import_job"("organisation_id", "draft_id");
CREATE INDEX "import_job_organisation_id_state_idx" ON "import_job"("organisation_id", "state");
CREATE INDEX "import_job_organisation_id_started_by_id_idx" ON "import_job"("organisation_id", "started_by_id");

ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_draft" ADD CONSTRAINT "import_draft_organisation_id_created_by_id_fkey" FOREIGN KEY ("organisation_id", "created_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_organisation_id_started_by_id_fkey" FOREIGN KEY ("organisation_id", "started_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- An import outlives its bank when the undo took the bank back, so it keeps the name; `options` are those that a next import
-- of the same source starts with, `made` is what goes with it besides its versions.
ALTER TABLE "import"
  ALTER COLUMN "bank_id" DROP NOT NULL,
  ADD COLUMN "bank_name" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "options" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "made" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "right_to_use_by_id" UUID,
  ADD COLUMN "right_to_use_at" TIMESTAMPTZ(3);
ALTER TABLE import NO FORCE ROW LEVEL SECURITY;
ALTER TABLE bank NO FORCE ROW LEVEL SECURITY;
UPDATE import SET bank_name = bank.name FROM bank
WHERE bank.organisation_id = import.organisation_id AND bank.id = import.bank_id;
ALTER TABLE bank FORCE ROW LEVEL SECURITY;
ALTER TABLE import FORCE ROW LEVEL SECURITY;
CREATE INDEX "import_organisation_id_source_name_idx" ON "import"("organisation_id", "source_name");
ALTER TABLE "import" ADD CONSTRAINT "import_organisation_id_right_to_use_by_id_fkey" FOREIGN KEY ("organisation_id", "right_to_use_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE import_draft
  ADD CHECK (rev > 0),
  ADD CHECK (octet_length(file_bytes) <= 10485760),
  ADD CHECK (octet_length(edited_text) <= 20971520);
ALTER TABLE import_job
  ADD CHECK (done BETWEEN 0 AND total),
  ADD CHECK ((state IN ('done', 'failed', 'cancelled')) = (finished_at IS NOT NULL)),
  ADD CHECK (state <> 'failed' OR failure IS NOT NULL);
ALTER TABLE import ADD CHECK ((right_to_use_by_id IS NULL) = (right_to_use_at IS NULL));

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['import_draft', 'import_job'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON public.%I TO app_rw, app_jobs USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()))', t);
    EXECUTE format($p$
      CREATE POLICY importers ON public.%I AS RESTRICTIVE TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'system'))$p$, t);
  END LOOP;
  -- Banks and topics go only with the import that made them.
  FOREACH t IN ARRAY ARRAY['bank', 'topic'] LOOP
    EXECUTE format($p$
      CREATE POLICY importers_delete ON public.%I AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs
        USING ((SELECT ctx.role()) IN ('owner', 'admin', 'system'))$p$, t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON import_draft, import_job TO app_rw, app_jobs;
GRANT DELETE ON bank, topic TO app_rw;

-- The organisations that have an import to write: waiting, or begun by a process that no longer gives a sign of life.
CREATE FUNCTION app.import_job_organisations(p_silence interval) RETURNS SETOF uuid
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE org uuid;
BEGIN
  FOR org IN SELECT identity.tenant_ids() LOOP
    PERFORM ctx.enter(org, NULL, 'system');
    IF EXISTS (SELECT 1 FROM public.import_job j WHERE j.organisation_id = org AND (
        j.state = 'waiting' OR (j.state = 'running' AND j.heartbeat_at < clock_timestamp() - p_silence))) THEN
      RETURN NEXT org;
    END IF;
  END LOOP;
END $$;

-- Drafts that nobody saved for a week, and jobs that ended a week ago. Returns how many drafts went.
CREATE FUNCTION app.sweep_import_drafts() RETURNS integer
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE org uuid; gone integer; swept integer := 0;
BEGIN
  FOR org IN SELECT identity.tenant_ids() LOOP
    PERFORM ctx.enter(org, NULL, 'system');
    DELETE FROM public.import_draft d
    WHERE d.organisation_id = org AND d.expires_at < clock_timestamp() AND NOT EXISTS (
      SELECT 1 FROM public.import_job j
      WHERE j.organisation_id = org AND j.draft_id = d.id AND j.state IN ('waiting', 'running'));
    GET DIAGNOSTICS gone = ROW_COUNT;
    swept := swept + gone;
    DELETE FROM public.import_job j
    WHERE j.organisation_id = org AND j.finished_at < clock_timestamp() - interval '7 days';
  END LOOP;
  RETURN swept;
END $$;
REVOKE ALL ON FUNCTION app.import_job_organisations(interval), app.sweep_import_drafts() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.import_job_organisations(interval), app.sweep_import_drafts() TO app_jobs;
