CREATE POLICY tenant ON public.key_correction TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY decided_by_admins ON public.key_correction AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_admin()));

-- Sums over learners, sources and staff notes are not for learners; HR never reaches content or answers.
CREATE POLICY staff_only ON public.key_correction AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));
