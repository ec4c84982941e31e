CREATE POLICY tenant ON public.stimulus_version TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- HR never reaches content or answers.
CREATE POLICY not_hr ON public.stimulus_version AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff() OR ctx.is_taker()));

CREATE POLICY own_form ON public.stimulus_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  NOT (SELECT ctx.is_taker())
  OR EXISTS (SELECT 1 FROM public.item_version iv
             WHERE iv.organisation_id = stimulus_version.organisation_id AND iv.stimulus_version_id = stimulus_version.id));
