CREATE POLICY tenant ON public.organisation TO app_rw, app_jobs
  USING (id = (SELECT ctx.org()))
  WITH CHECK (id = (SELECT ctx.org()));

CREATE POLICY own_organisations ON public.organisation FOR SELECT TO app_auth
  USING (id IN (SELECT m.organisation_id FROM public.membership m));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.organisation FOR SELECT TO app_hr
  USING (id = (SELECT ctx.org()));

CREATE POLICY readiness_readers ON public.organisation AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));

-- Only owners, and the installation itself, change what the whole organisation goes by.
CREATE POLICY owners_change ON public.organisation AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.is_owner()));
