CREATE POLICY tenant ON public.attempt_act TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Read exactly where its attempt is: by the learner, too.
CREATE POLICY own_attempts ON public.attempt_act AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin())
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = attempt_act.organisation_id AND a.id = attempt_act.attempt_id));

CREATE POLICY staff_act ON public.attempt_act AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_staff()));

CREATE POLICY staff_undo ON public.attempt_act AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));
