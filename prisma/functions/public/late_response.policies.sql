CREATE POLICY tenant ON public.late_response TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Reached exactly when its attempt is.
CREATE POLICY own_attempts ON public.late_response AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin())
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = late_response.organisation_id AND a.id = late_response.attempt_id));

-- Only app.save_response says what came late.
CREATE POLICY late_by_function ON public.late_response AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK (current_user = 'app_exam');
