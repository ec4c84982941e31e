CREATE POLICY tenant ON public.bank_edit TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY admins_only ON public.bank_edit AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));
