-- Counts changes of what is read (text, format, columns) apart from those of options and decisions, so that a source needn't
-- travel from the database and be read again while only decisions change.
ALTER TABLE "import_draft" ADD COLUMN "source_rev" INTEGER NOT NULL DEFAULT 1;
