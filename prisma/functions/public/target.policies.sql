CREATE POLICY tenant ON public.target TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org())) WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY readiness ON public.target FOR SELECT TO app_hr USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY own_target ON public.target AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (NOT (SELECT ctx.is_taker()) OR membership_id = (SELECT ctx.member()));

CREATE POLICY readiness_readers ON public.target AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
