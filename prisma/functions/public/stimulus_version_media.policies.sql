CREATE POLICY tenant ON public.stimulus_version_media TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY own_form ON public.stimulus_version_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND EXISTS (SELECT 1 FROM public.stimulus_version v
                  WHERE v.organisation_id = stimulus_version_media.organisation_id
                    AND v.id = stimulus_version_media.stimulus_version_id)));
