CREATE POLICY tenant ON public.import_draft TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY importers ON public.import_draft AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));

-- Finding what is due, in whatever organisation; which columns, the grants say.
CREATE POLICY due ON public.import_draft FOR SELECT TO app_auth USING (true);
