CREATE POLICY tenant ON public.attempt_grade TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Reached exactly when its attempt is.
CREATE POLICY own_attempts ON public.attempt_grade AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin())
  OR EXISTS (SELECT 1 FROM public.attempt a
             WHERE a.organisation_id = attempt_grade.organisation_id AND a.id = attempt_grade.attempt_id));

-- Grades stay with staff until release.
CREATE POLICY released_grade ON public.attempt_grade AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker())
       THEN attempt_id = ANY ((SELECT ctx.released_attempts('{score_only,right_wrong,full}'))::uuid[]) ELSE true END);

-- Grades come and change by what app_exam owns alone: grading, corrections of keys, and acts of staff that take them back.
CREATE POLICY graded_insert ON public.attempt_grade AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK (current_user = 'app_exam' OR ((SELECT ctx.past_is_open()) AND EXISTS (
    SELECT 1 FROM public.attempt a
    WHERE a.organisation_id = attempt_grade.organisation_id AND a.id = attempt_grade.attempt_id AND a.simulated)));
CREATE POLICY graded_update ON public.attempt_grade AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING (current_user = 'app_exam' OR ((SELECT ctx.past_is_open()) AND EXISTS (
    SELECT 1 FROM public.attempt a
    WHERE a.organisation_id = attempt_grade.organisation_id AND a.id = attempt_grade.attempt_id AND a.simulated)))
  WITH CHECK (true);
