CREATE POLICY tenant ON public.response_event TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Reached exactly when its attempt is.
CREATE POLICY own_attempts ON public.response_event AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin())
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = response_event.organisation_id AND a.id = response_event.attempt_id));
