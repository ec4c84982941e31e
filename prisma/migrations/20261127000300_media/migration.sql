-- Pictures of items, stored in the database: they belong to a tenant, to a backup and to a transaction like the text around them.

CREATE TABLE "media" (
    "organisation_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "bytes" BYTEA NOT NULL,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "media_pkey" PRIMARY KEY ("organisation_id","sha256")
);
CREATE TABLE "item_version_media" (
    "organisation_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "item_version_media_pkey" PRIMARY KEY ("organisation_id","item_version_id","sha256")
);
CREATE TABLE "item_key_media" (
    "organisation_id" UUID NOT NULL,
    "item_version_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "item_key_media_pkey" PRIMARY KEY ("organisation_id","item_version_id","sha256")
);
CREATE TABLE "stimulus_version_media" (
    "organisation_id" UUID NOT NULL,
    "stimulus_version_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,

    CONSTRAINT "stimulus_version_media_pkey" PRIMARY KEY ("organisation_id","stimulus_version_id","sha256")
);

CREATE INDEX "item_version_media_organisation_id_sha256_idx" ON "item_version_media"("organisation_id", "sha256");
CREATE INDEX "item_key_media_organisation_id_sha256_idx" ON "item_key_media"("organisation_id", "sha256");
CREATE INDEX "stimulus_version_media_organisation_id_sha256_idx" ON "stimulus_version_media"("organisation_id", "sha256");

ALTER TABLE "media" ADD CONSTRAINT "media_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "media" ADD CONSTRAINT "media_organisation_id_created_by_id_fkey" FOREIGN KEY ("organisation_id", "created_by_id") REFERENCES "membership"("organisation_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "item_version_media" ADD CONSTRAINT "item_version_media_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_version"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "item_version_media" ADD CONSTRAINT "item_version_media_organisation_id_sha256_fkey" FOREIGN KEY ("organisation_id", "sha256") REFERENCES "media"("organisation_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "item_key_media" ADD CONSTRAINT "item_key_media_organisation_id_item_version_id_fkey" FOREIGN KEY ("organisation_id", "item_version_id") REFERENCES "item_key"("organisation_id", "item_version_id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "item_key_media" ADD CONSTRAINT "item_key_media_organisation_id_sha256_fkey" FOREIGN KEY ("organisation_id", "sha256") REFERENCES "media"("organisation_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "stimulus_version_media" ADD CONSTRAINT "stimulus_version_media_organisation_id_stimulus_version_id_fkey" FOREIGN KEY ("organisation_id", "stimulus_version_id") REFERENCES "stimulus_version"("organisation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "stimulus_version_media" ADD CONSTRAINT "stimulus_version_media_organisation_id_sha256_fkey" FOREIGN KEY ("organisation_id", "sha256") REFERENCES "media"("organisation_id", "sha256") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is stored was re-encoded by the application; these hold whoever writes. SVG is a document, not a picture.
ALTER TABLE media
  ADD CHECK (sha256 = encode(sha256(bytes), 'hex')),
  ADD CHECK (mime IN ('image/png', 'image/jpeg', 'image/webp')),
  ADD CHECK (width BETWEEN 1 AND 4096 AND height BETWEEN 1 AND 4096),
  -- Five megabytes come in; a picture that was scaled down or re-encoded may be a little larger than it was.
  ADD CHECK (octet_length(bytes) BETWEEN 1 AND 20971520);
-- Pictures are compressed already.
ALTER TABLE media ALTER COLUMN bytes SET STORAGE EXTERNAL;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['media', 'item_version_media', 'item_key_media', 'stimulus_version_media'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format(
      'CREATE POLICY tenant ON public.%1$I TO app_rw, app_jobs USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()))', t);
  END LOOP;
END $$;

-- A learner reaches a link only where they reach what it belongs to, and a picture only through such a link: the rules of
-- versions and keys decide, and can't differ from these. HR reaches neither.
CREATE POLICY own_form ON item_version_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND EXISTS (SELECT 1 FROM public.item_version v
                  WHERE v.organisation_id = item_version_media.organisation_id AND v.id = item_version_media.item_version_id)));
CREATE POLICY released_key ON item_key_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND EXISTS (SELECT 1 FROM public.item_key k
                  WHERE k.organisation_id = item_key_media.organisation_id
                    AND k.item_version_id = item_key_media.item_version_id)));
CREATE POLICY own_form ON stimulus_version_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND EXISTS (SELECT 1 FROM public.stimulus_version v
                  WHERE v.organisation_id = stimulus_version_media.organisation_id
                    AND v.id = stimulus_version_media.stimulus_version_id)));
CREATE POLICY shown ON media AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system')
  OR ((SELECT ctx.role()) = 'learner'
      AND (EXISTS (SELECT 1 FROM public.item_version_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256)
        OR EXISTS (SELECT 1 FROM public.stimulus_version_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256)
        OR EXISTS (SELECT 1 FROM public.item_key_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256))));
CREATE POLICY authors_add ON media AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.role()) IN ('owner', 'admin', 'instructor', 'system'));
CREATE POLICY admins_remove ON media AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'admin', 'system'));

-- Never updated: other bytes are another picture. Deleting fails while a version shows it. Links go with their versions.
GRANT SELECT, INSERT ON media, item_version_media, item_key_media, stimulus_version_media TO app_rw, app_jobs;
GRANT DELETE ON media TO app_rw, app_jobs;

-- The pictures that a stored text shows, at any depth.
CREATE FUNCTION app.media_in(p_text jsonb) RETURNS SETOF text LANGUAGE sql IMMUTABLE PARALLEL SAFE
  SET search_path = pg_catalog, pg_temp AS $$
  SELECT DISTINCT n.node->>'media'
  FROM jsonb_path_query(p_text, 'strict $.** ? (@.type() == "object" && @.type == "image")') AS n(node)
$$;

-- Links are made where versions are written, so that no writer can forget them. A text may name a picture that nobody has
-- (a pasted post, a hand-made file): it shows its words instead, and has no link.
CREATE FUNCTION app.link_item_version_media() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.item_version_media (organisation_id, item_version_id, sha256)
  SELECT DISTINCT n.organisation_id, n.id, m.sha256
  FROM inserted n
  CROSS JOIN LATERAL app.media_in(jsonb_build_array(n.stem, n.options)) AS shown(sha256)
  JOIN public.media m ON m.organisation_id = n.organisation_id AND m.sha256 = shown.sha256
  -- Most texts show none; a look at the text is cheaper than a walk through the tree.
  WHERE strpos(n.stem::text || n.options::text, '"image"') > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION app.link_item_key_media() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.item_key_media (organisation_id, item_version_id, sha256)
  SELECT DISTINCT n.organisation_id, n.item_version_id, m.sha256
  FROM inserted n
  CROSS JOIN LATERAL app.media_in(n.rationales) AS shown(sha256)
  JOIN public.media m ON m.organisation_id = n.organisation_id AND m.sha256 = shown.sha256
  WHERE strpos(n.rationales::text, '"image"') > 0;
  RETURN NULL;
END $$;
CREATE FUNCTION app.link_stimulus_version_media() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.stimulus_version_media (organisation_id, stimulus_version_id, sha256)
  SELECT DISTINCT n.organisation_id, n.id, m.sha256
  FROM inserted n
  CROSS JOIN LATERAL app.media_in(n.body) AS shown(sha256)
  JOIN public.media m ON m.organisation_id = n.organisation_id AND m.sha256 = shown.sha256
  WHERE strpos(n.body::text, '"image"') > 0;
  RETURN NULL;
END $$;
CREATE TRIGGER link_media AFTER INSERT ON item_version REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION app.link_item_version_media();
CREATE TRIGGER link_media AFTER INSERT ON item_key REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION app.link_item_key_media();
CREATE TRIGGER link_media AFTER INSERT ON stimulus_version REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION app.link_stimulus_version_media();

-- Removes those of the named pictures that no version shows any more, for the undo of an import and for tidying up.
CREATE FUNCTION app.remove_unused_media(p_sha256 text[]) RETURNS integer LANGUAGE plpgsql VOLATILE
  SET search_path = pg_catalog, pg_temp AS $$
DECLARE removed integer;
BEGIN
  DELETE FROM public.media m
  WHERE m.organisation_id = (SELECT ctx.org()) AND m.sha256 = ANY (p_sha256)
    AND NOT EXISTS (SELECT 1 FROM public.item_version_media l WHERE l.organisation_id = m.organisation_id AND l.sha256 = m.sha256)
    AND NOT EXISTS (SELECT 1 FROM public.item_key_media l WHERE l.organisation_id = m.organisation_id AND l.sha256 = m.sha256)
    AND NOT EXISTS (SELECT 1 FROM public.stimulus_version_media l WHERE l.organisation_id = m.organisation_id AND l.sha256 = m.sha256);
  GET DIAGNOSTICS removed = ROW_COUNT;
  RETURN removed;
END $$;

REVOKE ALL ON FUNCTION app.media_in(jsonb), app.link_item_version_media(), app.link_item_key_media(),
  app.link_stimulus_version_media(), app.remove_unused_media(text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION app.media_in(jsonb), app.remove_unused_media(text[]) TO app_rw, app_jobs;
