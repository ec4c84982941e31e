-- Removes those of the named pictures that no version shows any more, for the undo of an import and for tidying up.
CREATE OR REPLACE FUNCTION app.remove_unused_media(p_sha256 text[]) RETURNS integer LANGUAGE plpgsql VOLATILE
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
GRANT EXECUTE ON FUNCTION app.remove_unused_media(text[]) TO app_rw, app_jobs;
