CREATE POLICY tenant ON public.response_event TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Reached exactly when its attempt is; by whoever takes it, as own attempts: asked for each row, that would be twenty looks for one.
CREATE POLICY own_attempts ON public.response_event AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_admin()) THEN true
       WHEN (SELECT ctx.is_taker()) THEN attempt_id = ANY ((SELECT ctx.own_attempts())::uuid[])
       ELSE EXISTS (SELECT 1 FROM public.attempt a
                    WHERE a.organisation_id = response_event.organisation_id AND a.id = response_event.attempt_id) END);

-- Nothing is added to a closed attempt but by what app_exam owns.
CREATE POLICY running_only ON public.response_event AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs WITH CHECK (
  current_user = 'app_exam'
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = response_event.organisation_id AND a.id = response_event.attempt_id AND a.closed_at IS NULL));
