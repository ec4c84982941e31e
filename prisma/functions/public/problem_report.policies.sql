CREATE POLICY tenant ON public.problem_report TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY sent_open ON public.problem_report AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs WITH CHECK (
  NOT (SELECT ctx.is_taker()) OR (state = 'open' AND answer = '' AND resolver_id IS NULL));

CREATE POLICY staff_resolve ON public.problem_report AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));

CREATE POLICY own_reports ON public.problem_report AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners()) OR EXISTS (
      SELECT 1 FROM attempt a WHERE a.organisation_id = problem_report.organisation_id AND a.id = problem_report.attempt_id
        AND ctx.came_through_my_cohort(a.membership_id, a.assignment_id, a.started_at))
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);
