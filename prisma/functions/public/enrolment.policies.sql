CREATE POLICY tenant ON public.enrolment TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.enrolment FOR SELECT TO app_hr
  USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY readiness_readers ON public.enrolment AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
