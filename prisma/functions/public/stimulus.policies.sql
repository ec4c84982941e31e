CREATE POLICY tenant ON public.stimulus TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- HR never reaches content or answers.
CREATE POLICY not_hr ON public.stimulus AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff() OR ctx.is_taker()));
