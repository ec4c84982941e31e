-- From here on functions, views, triggers and policies are files in prisma/functions, which `migrate` applies after the migrations.
-- What earlier migrations made of them is history. Here stands which text of each file this database holds, and a digest of what
-- PostgreSQL made of it. Only the owner reads it: nobody has a privilege on the schema or the table.
CREATE SCHEMA migrator;
CREATE TABLE migrator.function_file (
  path text PRIMARY KEY,
  text_hash text NOT NULL,
  made_hash text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now()
);
