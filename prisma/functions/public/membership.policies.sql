CREATE POLICY tenant ON public.membership TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY own_memberships ON public.membership FOR SELECT TO app_auth
  USING (person_id = (SELECT ctx.person()));

CREATE POLICY own_joining ON public.membership FOR UPDATE TO app_auth
  USING (person_id = (SELECT ctx.person()));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.membership FOR SELECT TO app_hr
  USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY readiness_readers ON public.membership AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
