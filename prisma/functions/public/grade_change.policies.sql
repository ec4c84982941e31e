CREATE POLICY tenant ON public.grade_change TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY decided_by_admins ON public.grade_change AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_admin()));

-- Only the learner has seen it when it was seen.
CREATE POLICY seen_by_learner ON public.grade_change AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING (membership_id = (SELECT ctx.member()));

CREATE POLICY released_change ON public.grade_change AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
      AND attempt_id = ANY ((SELECT ctx.released_attempts('{score_only,right_wrong,full}'))::uuid[])
    WHEN 'instructor' THEN membership_id IN (SELECT ctx.my_learners()) OR EXISTS (
      SELECT 1 FROM public.attempt a WHERE a.organisation_id = grade_change.organisation_id AND a.id = grade_change.attempt_id
        AND ctx.came_through_my_cohort(a.membership_id, a.assignment_id, a.started_at))
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);
