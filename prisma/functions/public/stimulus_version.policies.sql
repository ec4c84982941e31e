CREATE POLICY tenant ON public.stimulus_version TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- HR never reaches content or answers.
CREATE POLICY not_hr ON public.stimulus_version AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff() OR ctx.is_taker()));

CREATE POLICY own_form ON public.stimulus_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker()) THEN id = ANY ((SELECT ctx.own_stimulus_versions())::uuid[]) ELSE true END);
