CREATE POLICY tenant ON public.item_version_media TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- A learner reaches a link only where they reach what it belongs to, and a picture only through such a link: the rules of
-- versions and keys decide, and can't differ from these. HR reaches neither.
CREATE POLICY own_form ON public.item_version_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND EXISTS (SELECT 1 FROM public.item_version v
                  WHERE v.organisation_id = item_version_media.organisation_id AND v.id = item_version_media.item_version_id)));
