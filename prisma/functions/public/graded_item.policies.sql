CREATE POLICY tenant ON public.graded_item TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- A learner reads the grades of released attempts only; everybody else those of attempts that they reach.
CREATE POLICY released ON public.graded_item AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_admin()) THEN true
       WHEN (SELECT ctx.is_taker()) THEN attempt_id = ANY ((SELECT ctx.released_attempts('{right_wrong,full}'))::uuid[])
       ELSE EXISTS (SELECT 1 FROM public.attempt a
                    WHERE a.organisation_id = graded_item.organisation_id AND a.id = graded_item.attempt_id) END);

-- Grading is nobody's act: functions that act for the installation write here.
CREATE POLICY graded_by_system ON public.graded_item AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.role()) = 'system');

-- Grades come and change by what app_exam owns alone: grading, corrections of keys, and acts of staff that take them back.
CREATE POLICY graded_insert ON public.graded_item AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK (current_user = 'app_exam' OR ((SELECT ctx.past_is_open()) AND EXISTS (
    SELECT 1 FROM public.attempt a
    WHERE a.organisation_id = graded_item.organisation_id AND a.id = graded_item.attempt_id AND a.simulated)));
CREATE POLICY graded_update ON public.graded_item AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING (current_user = 'app_exam' OR ((SELECT ctx.past_is_open()) AND EXISTS (
    SELECT 1 FROM public.attempt a
    WHERE a.organisation_id = graded_item.organisation_id AND a.id = graded_item.attempt_id AND a.simulated)))
  WITH CHECK (true);
