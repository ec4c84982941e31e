CREATE POLICY tenant ON public.topic_domain TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.topic_domain FOR SELECT TO app_hr
  USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY readiness_readers ON public.topic_domain AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
