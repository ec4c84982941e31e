CREATE OR REPLACE FUNCTION app.link_item_key_media() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
  INSERT INTO public.item_key_media (organisation_id, item_version_id, sha256)
  SELECT DISTINCT n.organisation_id, n.item_version_id, m.sha256
  FROM inserted n
  CROSS JOIN LATERAL app.media_in(n.rationales) AS shown(sha256)
  JOIN public.media m ON m.organisation_id = n.organisation_id AND m.sha256 = shown.sha256
  WHERE strpos(n.rationales::text, '"image"') > 0;
  RETURN NULL;
END $$;

CREATE OR REPLACE TRIGGER link_media AFTER INSERT ON public.item_key REFERENCING NEW TABLE AS inserted
  FOR EACH STATEMENT EXECUTE FUNCTION app.link_item_key_media();
