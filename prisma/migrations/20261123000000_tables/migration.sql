-- Tables as the Prisma schema describes them. What Prisma can't express follows in the later migrations.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "identity";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "feedback_policy" AS ENUM ('hidden', 'score_only', 'right_wrong', 'full');

-- CreateEnum
CREATE TYPE "release_rule" AS ENUM ('on_submit', 'after_close', 'by_hand');

-- CreateEnum
CREATE TYPE "attempt_state" AS ENUM ('in_progress', 'paused', 'submitted', 'expired', 'graded', 'released', 'voided');

-- CreateEnum
CREATE TYPE "exam_selection" AS ENUM ('fixed', 'drawn');

-- CreateEnum
CREATE TYPE "import_state" AS ENUM ('committed', 'undone');

-- CreateEnum
CREATE TYPE "item_state" AS ENUM ('draft', 'live', 'retired');

-- CreateEnum
CREATE TYPE "role" AS ENUM ('owner', 'admin', 'instructor', 'hr', 'learner');

-- CreateTable
CREATE TABLE "assignment" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "exam_id" UUID NOT NULL,
    "cohort_id" UUID,
    "membership_id" UUID,
    "assigned_by_id" UUID NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "attempts_allowed" INTEGER NOT NULL DEFAULT 1,
    "feedback_policy" "feedback_policy" NOT NULL DEFAULT 'full',
    "release_rule" "release_rule" NOT NULL DEFAULT 'on_submit',
    "shuffle_items" BOOLEAN NOT NULL DEFAULT true,
    "shuffle_options" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "released_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),

    CONSTRAINT "assignment_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "attempt" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "state" "attempt_state" NOT NULL DEFAULT 'in_progress',
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "deadline_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "closed_by" TEXT,
    "lease_id" UUID NOT NULL,
    "lease_epoch" INTEGER NOT NULL DEFAULT 1,
    "submit_key" UUID,
    "receipt" JSONB,
    "graded_at" TIMESTAMPTZ(3),
    "released_at" TIMESTAMPTZ(3),
    "simulated" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "attempt_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "attempt_item" (
    "organisation_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "option_order" UUID[],

    CONSTRAINT "attempt_item_pkey" PRIMARY KEY ("organisation_id","attempt_id","item_id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor_id" UUID,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "bank" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "certification_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "bank_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "certification" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "vendor" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "certification_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "blueprint_version" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "certification_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "label" TEXT NOT NULL,
    "guide_date" DATE,
    "question_count" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "cut_percent" DECIMAL(5,2) NOT NULL,
    "cut_source" TEXT NOT NULL,
    "validity_months" INTEGER,
    "source" TEXT NOT NULL,
    "as_of" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "blueprint_version_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "blueprint_domain" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "blueprint_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "weight_percent" DECIMAL(5,2) NOT NULL,

    CONSTRAINT "blueprint_domain_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "cohort" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "certification_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "cohort_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "enrolment" (
    "organisation_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "enrolment_pkey" PRIMARY KEY ("organisation_id","cohort_id","membership_id")
);

-- CreateTable
CREATE TABLE "cohort_staff" (
    "organisation_id" UUID NOT NULL,
    "cohort_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,

    CONSTRAINT "cohort_staff_pkey" PRIMARY KEY ("organisation_id","cohort_id","membership_id")
);

-- CreateTable
CREATE TABLE "exam" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "blueprint_version_id" UUID,
    "selection" "exam_selection" NOT NULL,
    "minutes" INTEGER NOT NULL,
    "cut_percent" DECIMAL(5,2) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "exam_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "exam_item" (
    "organisation_id" UUID NOT NULL,
    "exam_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "exam_item_pkey" PRIMARY KEY ("organisation_id","exam_id","item_id")
);

-- CreateTable
CREATE TABLE "exam_draw" (
    "organisation_id" UUID NOT NULL,
    "exam_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "bank_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "item_count" INTEGER NOT NULL,

    CONSTRAINT "exam_draw_pkey" PRIMARY KEY ("organisation_id","exam_id","position")
);

-- CreateTable
CREATE TABLE "attempt_grade" (
    "organisation_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "correct" INTEGER NOT NULL,
    "answered" INTEGER NOT NULL,
    "items" INTEGER NOT NULL,
    "graded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "attempt_grade_pkey" PRIMARY KEY ("organisation_id","attempt_id")
);

-- CreateTable
CREATE TABLE "item_grade" (
    "organisation_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "answered" BOOLEAN NOT NULL,
    "correct" BOOLEAN NOT NULL,
    "first_exposure" BOOLEAN NOT NULL,
    "counted" BOOLEAN NOT NULL,
    "topic_id" UUID,
    "graded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "item_grade_pkey" PRIMARY KEY ("organisation_id","attempt_id","item_id")
);

-- CreateTable
CREATE TABLE "import" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_id" UUID NOT NULL,
    "imported_by_id" UUID NOT NULL,
    "state" "import_state" NOT NULL DEFAULT 'committed',
    "format" TEXT NOT NULL,
    "source_name" TEXT NOT NULL,
    "source_text" TEXT NOT NULL,
    "source_sha256" TEXT NOT NULL,
    "licence_note" TEXT NOT NULL DEFAULT '',
    "counts" JSONB NOT NULL,
    "messages" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undone_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "item" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_id" UUID NOT NULL,
    "stimulus_id" UUID,
    "topic_id" UUID,
    "current_version_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "state" "item_state" NOT NULL DEFAULT 'live',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "item_version" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "stem" JSONB NOT NULL,
    "options" JSONB NOT NULL,
    "stimulus_version_id" UUID,
    "key_count" INTEGER NOT NULL,
    "shuffle_locked" BOOLEAN NOT NULL DEFAULT false,
    "fingerprint" TEXT NOT NULL,
    "import_id" UUID,
    "source_number" TEXT NOT NULL DEFAULT '',
    "first_line" INTEGER,
    "last_line" INTEGER,
    "licence_note" TEXT NOT NULL DEFAULT '',
    "author_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "item_version_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "item_key" (
    "organisation_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "option_ids" UUID[],
    "rationales" JSONB NOT NULL,

    CONSTRAINT "item_key_pkey" PRIMARY KEY ("organisation_id","item_version_id")
);

-- CreateTable
CREATE TABLE "membership" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "role" "role" NOT NULL,
    "display_name" TEXT NOT NULL,
    "email" CITEXT NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "joined_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "membership_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "accommodation" (
    "organisation_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "time_factor" DECIMAL(4,2) NOT NULL DEFAULT 1,
    "extra_minutes" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT NOT NULL DEFAULT '',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accommodation_pkey" PRIMARY KEY ("organisation_id","membership_id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."person" (
    "id" UUID NOT NULL,
    "email" CITEXT NOT NULL,
    "name" TEXT NOT NULL,
    "password_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "person_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."invitation" (
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("token_hash")
);

-- CreateTable
CREATE TABLE "identity"."tenant" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,

    CONSTRAINT "tenant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "response" (
    "organisation_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "rev" INTEGER NOT NULL,
    "selected" UUID[],
    "flagged" BOOLEAN NOT NULL DEFAULT false,
    "saved_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "response_pkey" PRIMARY KEY ("organisation_id","attempt_id","item_id")
);

-- CreateTable
CREATE TABLE "late_response" (
    "organisation_id" UUID NOT NULL,
    "attempt_id" UUID NOT NULL,
    "item_id" UUID NOT NULL,
    "rev" INTEGER NOT NULL,
    "selected" UUID[],
    "flagged" BOOLEAN NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "reason" TEXT NOT NULL,

    CONSTRAINT "late_response_pkey" PRIMARY KEY ("organisation_id","attempt_id","item_id","rev")
);

-- CreateTable
CREATE TABLE "item_rollup" (
    "organisation_id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "first_count" INTEGER NOT NULL DEFAULT 0,
    "first_correct" INTEGER NOT NULL DEFAULT 0,
    "first_omitted" INTEGER NOT NULL DEFAULT 0,
    "repeat_count" INTEGER NOT NULL DEFAULT 0,
    "repeat_correct" INTEGER NOT NULL DEFAULT 0,
    "rest_sum" BIGINT NOT NULL DEFAULT 0,
    "rest_square_sum" BIGINT NOT NULL DEFAULT 0,
    "correct_rest_sum" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "item_rollup_pkey" PRIMARY KEY ("organisation_id","assignment_id","item_version_id")
);

-- CreateTable
CREATE TABLE "option_rollup" (
    "organisation_id" UUID NOT NULL,
    "assignment_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "option_id" UUID NOT NULL,
    "first_chosen" INTEGER NOT NULL DEFAULT 0,
    "repeat_chosen" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "option_rollup_pkey" PRIMARY KEY ("organisation_id","assignment_id","item_version_id","option_id")
);

-- CreateTable
CREATE TABLE "learner_topic_rollup" (
    "organisation_id" UUID NOT NULL,
    "membership_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "first_count" INTEGER NOT NULL DEFAULT 0,
    "first_correct" INTEGER NOT NULL DEFAULT 0,
    "repeat_count" INTEGER NOT NULL DEFAULT 0,
    "repeat_correct" INTEGER NOT NULL DEFAULT 0,
    "last_first_at" TIMESTAMPTZ(3),

    CONSTRAINT "learner_topic_rollup_pkey" PRIMARY KEY ("organisation_id","membership_id","topic_id")
);

-- CreateTable
CREATE TABLE "identity"."session" (
    "id" UUID NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "person_id" UUID NOT NULL,
    "tenant_id" UUID,
    "user_agent" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity"."rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "stimulus" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "bank_id" UUID NOT NULL,
    "current_version_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stimulus_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "stimulus_version" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "stimulus_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL DEFAULT '',
    "body" JSONB NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "import_id" UUID,
    "first_line" INTEGER,
    "last_line" INTEGER,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stimulus_version_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "topic" (
    "organisation_id" UUID NOT NULL,
    "id" UUID NOT NULL,
    "parent_id" UUID,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("organisation_id","id")
);

-- CreateTable
CREATE TABLE "topic_domain" (
    "organisation_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "blueprint_domain_id" UUID NOT NULL,

    CONSTRAINT "topic_domain_pkey" PRIMARY KEY ("organisation_id","topic_id","blueprint_domain_id")
);

-- CreateIndex
CREATE INDEX "assignment_organisation_id_cohort_id_idx" ON "assignment"("organisation_id", "cohort_id");

-- CreateIndex
CREATE INDEX "assignment_organisation_id_membership_id_idx" ON "assignment"("organisation_id", "membership_id");

-- CreateIndex
CREATE INDEX "assignment_organisation_id_exam_id_idx" ON "assignment"("organisation_id", "exam_id");

-- CreateIndex
CREATE INDEX "attempt_organisation_id_membership_id_idx" ON "attempt"("organisation_id", "membership_id");

-- CreateIndex
CREATE INDEX "attempt_organisation_id_state_deadline_at_idx" ON "attempt"("organisation_id", "state", "deadline_at");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_organisation_id_assignment_id_membership_id_number_key" ON "attempt"("organisation_id", "assignment_id", "membership_id", "number");

-- CreateIndex
CREATE INDEX "attempt_item_organisation_id_item_id_idx" ON "attempt_item"("organisation_id", "item_id");

-- CreateIndex
CREATE INDEX "attempt_item_organisation_id_item_version_id_idx" ON "attempt_item"("organisation_id", "item_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "attempt_item_organisation_id_attempt_id_position_key" ON "attempt_item"("organisation_id", "attempt_id", "position");

-- CreateIndex
CREATE INDEX "audit_event_organisation_id_occurred_at_idx" ON "audit_event"("organisation_id", "occurred_at");

-- CreateIndex
CREATE INDEX "audit_event_organisation_id_subject_kind_subject_id_idx" ON "audit_event"("organisation_id", "subject_kind", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "bank_organisation_id_name_key" ON "bank"("organisation_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "certification_organisation_id_code_key" ON "certification"("organisation_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "blueprint_version_organisation_id_certification_id_version_key" ON "blueprint_version"("organisation_id", "certification_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "blueprint_domain_organisation_id_blueprint_version_id_posit_key" ON "blueprint_domain"("organisation_id", "blueprint_version_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "blueprint_domain_organisation_id_blueprint_version_id_name_key" ON "blueprint_domain"("organisation_id", "blueprint_version_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "cohort_organisation_id_name_key" ON "cohort"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "enrolment_organisation_id_membership_id_idx" ON "enrolment"("organisation_id", "membership_id");

-- CreateIndex
CREATE INDEX "cohort_staff_organisation_id_membership_id_idx" ON "cohort_staff"("organisation_id", "membership_id");

-- CreateIndex
CREATE UNIQUE INDEX "exam_organisation_id_name_key" ON "exam"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "exam_item_organisation_id_item_id_idx" ON "exam_item"("organisation_id", "item_id");

-- CreateIndex
CREATE UNIQUE INDEX "exam_item_organisation_id_exam_id_position_key" ON "exam_item"("organisation_id", "exam_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "exam_draw_organisation_id_exam_id_bank_id_topic_id_key" ON "exam_draw"("organisation_id", "exam_id", "bank_id", "topic_id");

-- CreateIndex
CREATE INDEX "item_grade_organisation_id_membership_id_item_id_idx" ON "item_grade"("organisation_id", "membership_id", "item_id");

-- CreateIndex
CREATE INDEX "import_organisation_id_bank_id_idx" ON "import"("organisation_id", "bank_id");

-- CreateIndex
CREATE INDEX "import_organisation_id_created_at_idx" ON "import"("organisation_id", "created_at");

-- CreateIndex
CREATE INDEX "item_organisation_id_bank_id_position_idx" ON "item"("organisation_id", "bank_id", "position");

-- CreateIndex
CREATE INDEX "item_organisation_id_topic_id_idx" ON "item"("organisation_id", "topic_id");

-- CreateIndex
CREATE INDEX "item_organisation_id_stimulus_id_idx" ON "item"("organisation_id", "stimulus_id");

-- CreateIndex
CREATE INDEX "item_organisation_id_current_version_id_idx" ON "item"("organisation_id", "current_version_id");

-- CreateIndex
CREATE INDEX "item_version_organisation_id_import_id_idx" ON "item_version"("organisation_id", "import_id");

-- CreateIndex
CREATE INDEX "item_version_organisation_id_stimulus_version_id_idx" ON "item_version"("organisation_id", "stimulus_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "item_version_organisation_id_item_id_version_key" ON "item_version"("organisation_id", "item_id", "version");

-- CreateIndex
CREATE INDEX "membership_person_id_idx" ON "membership"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_organisation_id_person_id_key" ON "membership"("organisation_id", "person_id");

-- CreateIndex
CREATE UNIQUE INDEX "membership_organisation_id_email_key" ON "membership"("organisation_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_slug_key" ON "organisation"("slug");

-- CreateIndex
CREATE UNIQUE INDEX "person_email_key" ON "identity"."person"("email");

-- CreateIndex
CREATE INDEX "invitation_person_id_idx" ON "identity"."invitation"("person_id");

-- CreateIndex
CREATE UNIQUE INDEX "tenant_slug_key" ON "identity"."tenant"("slug");

-- CreateIndex
CREATE INDEX "item_rollup_organisation_id_item_version_id_idx" ON "item_rollup"("organisation_id", "item_version_id");

-- CreateIndex
CREATE INDEX "option_rollup_organisation_id_item_version_id_idx" ON "option_rollup"("organisation_id", "item_version_id");

-- CreateIndex
CREATE INDEX "learner_topic_rollup_organisation_id_topic_id_idx" ON "learner_topic_rollup"("organisation_id", "topic_id");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_hash_key" ON "identity"."session"("token_hash");

-- CreateIndex
CREATE INDEX "session_person_id_idx" ON "identity"."session"("person_id");

-- CreateIndex
CREATE INDEX "stimulus_organisation_id_bank_id_idx" ON "stimulus"("organisation_id", "bank_id");

-- CreateIndex
CREATE INDEX "stimulus_organisation_id_current_version_id_idx" ON "stimulus"("organisation_id", "current_version_id");

-- CreateIndex
CREATE INDEX "stimulus_version_organisation_id_import_id_idx" ON "stimulus_version"("organisation_id", "import_id");

-- CreateIndex
CREATE UNIQUE INDEX "stimulus_version_organisation_id_stimulus_id_version_key" ON "stimulus_version"("organisation_id", "stimulus_id", "version");

-- CreateIndex
CREATE INDEX "topic_organisation_id_parent_id_idx" ON "topic"("organisation_id", "parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "topic_organisation_id_name_key" ON "topic"("organisation_id", "name");

-- CreateIndex
CREATE INDEX "topic_domain_organisation_id_blueprint_domain_id_idx" ON "topic_domain"("organisation_id", "blueprint_domain_id");

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_exam_id_fkey" FOREIGN KEY ("organisation_id", "exam_id") REFERENCES "exam"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_cohort_id_fkey" FOREIGN KEY ("organisation_id", "cohort_id") REFERENCES "cohort"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignment" ADD CONSTRAINT "assignment_organisation_id_assigned_by_id_fkey" FOREIGN KEY ("organisation_id", "assigned_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_organisation_id_assignment_id_fkey" FOREIGN KEY ("organisation_id", "assignment_id") REFERENCES "assignment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt" ADD CONSTRAINT "attempt_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_item" ADD CONSTRAINT "attempt_item_organisation_id_attempt_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id") REFERENCES "attempt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_item" ADD CONSTRAINT "attempt_item_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_item" ADD CONSTRAINT "attempt_item_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_event" ADD CONSTRAINT "audit_event_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank" ADD CONSTRAINT "bank_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bank" ADD CONSTRAINT "bank_organisation_id_certification_id_fkey" FOREIGN KEY ("organisation_id", "certification_id") REFERENCES "certification"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "certification" ADD CONSTRAINT "certification_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blueprint_version" ADD CONSTRAINT "blueprint_version_organisation_id_certification_id_fkey" FOREIGN KEY ("organisation_id", "certification_id") REFERENCES "certification"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "blueprint_domain" ADD CONSTRAINT "blueprint_domain_organisation_id_blueprint_version_id_fkey" FOREIGN KEY ("organisation_id", "blueprint_version_id") REFERENCES "blueprint_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort" ADD CONSTRAINT "cohort_organisation_id_certification_id_fkey" FOREIGN KEY ("organisation_id", "certification_id") REFERENCES "certification"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_organisation_id_cohort_id_fkey" FOREIGN KEY ("organisation_id", "cohort_id") REFERENCES "cohort"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrolment" ADD CONSTRAINT "enrolment_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_staff" ADD CONSTRAINT "cohort_staff_organisation_id_cohort_id_fkey" FOREIGN KEY ("organisation_id", "cohort_id") REFERENCES "cohort"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cohort_staff" ADD CONSTRAINT "cohort_staff_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam" ADD CONSTRAINT "exam_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam" ADD CONSTRAINT "exam_organisation_id_blueprint_version_id_fkey" FOREIGN KEY ("organisation_id", "blueprint_version_id") REFERENCES "blueprint_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_item" ADD CONSTRAINT "exam_item_organisation_id_exam_id_fkey" FOREIGN KEY ("organisation_id", "exam_id") REFERENCES "exam"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_item" ADD CONSTRAINT "exam_item_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_draw" ADD CONSTRAINT "exam_draw_organisation_id_exam_id_fkey" FOREIGN KEY ("organisation_id", "exam_id") REFERENCES "exam"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_draw" ADD CONSTRAINT "exam_draw_organisation_id_bank_id_fkey" FOREIGN KEY ("organisation_id", "bank_id") REFERENCES "bank"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "exam_draw" ADD CONSTRAINT "exam_draw_organisation_id_topic_id_fkey" FOREIGN KEY ("organisation_id", "topic_id") REFERENCES "topic"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attempt_grade" ADD CONSTRAINT "attempt_grade_organisation_id_attempt_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id") REFERENCES "attempt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_grade" ADD CONSTRAINT "item_grade_organisation_id_attempt_id_item_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id", "item_id") REFERENCES "attempt_item"("organisation_id", "attempt_id", "item_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_grade" ADD CONSTRAINT "item_grade_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_organisation_id_bank_id_fkey" FOREIGN KEY ("organisation_id", "bank_id") REFERENCES "bank"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import" ADD CONSTRAINT "import_organisation_id_imported_by_id_fkey" FOREIGN KEY ("organisation_id", "imported_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organisation_id_bank_id_fkey" FOREIGN KEY ("organisation_id", "bank_id") REFERENCES "bank"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organisation_id_stimulus_id_fkey" FOREIGN KEY ("organisation_id", "stimulus_id") REFERENCES "stimulus"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organisation_id_topic_id_fkey" FOREIGN KEY ("organisation_id", "topic_id") REFERENCES "topic"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item" ADD CONSTRAINT "item_organisation_id_current_version_id_fkey" FOREIGN KEY ("organisation_id", "current_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_organisation_id_item_id_fkey" FOREIGN KEY ("organisation_id", "item_id") REFERENCES "item"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_organisation_id_stimulus_version_id_fkey" FOREIGN KEY ("organisation_id", "stimulus_version_id") REFERENCES "stimulus_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_organisation_id_import_id_fkey" FOREIGN KEY ("organisation_id", "import_id") REFERENCES "import"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_version" ADD CONSTRAINT "item_version_organisation_id_author_id_fkey" FOREIGN KEY ("organisation_id", "author_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_key" ADD CONSTRAINT "item_key_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "identity"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accommodation" ADD CONSTRAINT "accommodation_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_id_fkey" FOREIGN KEY ("id") REFERENCES "identity"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "identity"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity"."invitation" ADD CONSTRAINT "invitation_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "identity"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "response" ADD CONSTRAINT "response_organisation_id_attempt_id_item_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id", "item_id") REFERENCES "attempt_item"("organisation_id", "attempt_id", "item_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "late_response" ADD CONSTRAINT "late_response_organisation_id_attempt_id_fkey" FOREIGN KEY ("organisation_id", "attempt_id") REFERENCES "attempt"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_rollup" ADD CONSTRAINT "item_rollup_organisation_id_assignment_id_fkey" FOREIGN KEY ("organisation_id", "assignment_id") REFERENCES "assignment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "item_rollup" ADD CONSTRAINT "item_rollup_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "option_rollup" ADD CONSTRAINT "option_rollup_organisation_id_assignment_id_fkey" FOREIGN KEY ("organisation_id", "assignment_id") REFERENCES "assignment"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "option_rollup" ADD CONSTRAINT "option_rollup_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_topic_rollup" ADD CONSTRAINT "learner_topic_rollup_organisation_id_membership_id_fkey" FOREIGN KEY ("organisation_id", "membership_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "learner_topic_rollup" ADD CONSTRAINT "learner_topic_rollup_organisation_id_topic_id_fkey" FOREIGN KEY ("organisation_id", "topic_id") REFERENCES "topic"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "identity"."person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity"."session" ADD CONSTRAINT "session_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "identity"."tenant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stimulus" ADD CONSTRAINT "stimulus_organisation_id_bank_id_fkey" FOREIGN KEY ("organisation_id", "bank_id") REFERENCES "bank"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stimulus" ADD CONSTRAINT "stimulus_organisation_id_current_version_id_fkey" FOREIGN KEY ("organisation_id", "current_version_id") REFERENCES "stimulus_version"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "stimulus_version" ADD CONSTRAINT "stimulus_version_organisation_id_stimulus_id_fkey" FOREIGN KEY ("organisation_id", "stimulus_id") REFERENCES "stimulus"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stimulus_version" ADD CONSTRAINT "stimulus_version_organisation_id_import_id_fkey" FOREIGN KEY ("organisation_id", "import_id") REFERENCES "import"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_organisation_id_parent_id_fkey" FOREIGN KEY ("organisation_id", "parent_id") REFERENCES "topic"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_domain" ADD CONSTRAINT "topic_domain_organisation_id_topic_id_fkey" FOREIGN KEY ("organisation_id", "topic_id") REFERENCES "topic"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_domain" ADD CONSTRAINT "topic_domain_organisation_id_blueprint_domain_id_fkey" FOREIGN KEY ("organisation_id", "blueprint_domain_id") REFERENCES "blueprint_domain"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

