CREATE POLICY tenant ON public.media TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY shown ON public.media AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND (EXISTS (SELECT 1 FROM public.item_version_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256)
        OR EXISTS (SELECT 1 FROM public.stimulus_version_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256)
        OR EXISTS (SELECT 1 FROM public.item_key_media l
                   WHERE l.organisation_id = media.organisation_id AND l.sha256 = media.sha256))));

CREATE POLICY authors_add ON public.media AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_staff()));

CREATE POLICY admins_remove ON public.media AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));
