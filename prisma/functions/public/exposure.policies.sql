CREATE POLICY tenant ON public.exposure TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Written by whoever it was shown to; reached exactly when its attempt is.
CREATE POLICY own_attempts ON public.exposure AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin())
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = exposure.organisation_id AND a.id = exposure.attempt_id))
  WITH CHECK (membership_id = (SELECT ctx.member()));
