CREATE POLICY tenant ON public.blueprint_version TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.blueprint_version FOR SELECT TO app_hr
  USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY readiness_readers ON public.blueprint_version AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
