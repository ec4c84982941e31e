-- Links are made where versions are written, so that no writer can forget them. A text may name a picture that nobody has
-- (a pasted post, a hand-made file): it shows its words instead, and has no link.
CREATE OR REPLACE FUNCTION app.link_item_version_media() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
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

CREATE OR REPLACE TRIGGER link_media AFTER INSERT ON public.item_version REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION app.link_item_version_media();
