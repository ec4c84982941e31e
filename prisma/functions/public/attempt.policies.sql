CREATE POLICY tenant ON public.attempt TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- A learner reaches only their own attempts and answers; an instructor only those of cohorts they look after, and of those who left
-- them, only what came through the cohort, and only for reading.
CREATE POLICY own_learners ON public.attempt AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
      OR ctx.came_through_my_cohort(membership_id, assignment_id, started_at)
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_insert ON public.attempt AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs WITH CHECK (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_update ON public.attempt AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_delete ON public.attempt AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

-- Finding what is due, in whatever organisation; which columns, the grants say.
CREATE POLICY due ON public.attempt FOR SELECT TO app_auth USING (state IN ('in_progress', 'paused', 'graded'));

-- Closed is closed: only what app_exam owns changes such a row, and each of its functions says so in the audit trail. The story of the
-- demonstration has its own moments.
CREATE POLICY closed_is_closed ON public.attempt AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING (closed_at IS NULL OR current_user = 'app_exam' OR (simulated AND (SELECT ctx.past_is_open())))
  WITH CHECK (true);
