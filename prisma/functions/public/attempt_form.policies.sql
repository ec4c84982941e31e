CREATE POLICY tenant ON public.attempt_form TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Reached exactly when its attempt is.
CREATE POLICY own_attempts ON public.attempt_form AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_admin()) THEN true
       WHEN (SELECT ctx.is_taker()) THEN attempt_id = ANY ((SELECT ctx.own_attempts())::uuid[])
       ELSE EXISTS (SELECT 1 FROM public.attempt a
                    WHERE a.organisation_id = attempt_form.organisation_id AND a.id = attempt_form.attempt_id) END);
