CREATE POLICY tenant ON public.assignment TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Finding what is due, in whatever organisation; which columns, the grants say.
CREATE POLICY due ON public.assignment FOR SELECT TO app_auth USING (true);
