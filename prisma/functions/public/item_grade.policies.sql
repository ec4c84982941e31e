CREATE POLICY tenant ON public.item_grade TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY released_item_grade ON public.item_grade AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker()) THEN attempt_id = ANY ((SELECT ctx.released_attempts('{right_wrong,full}'))::uuid[]) ELSE true END);

-- A learner reaches only their own attempts and answers; an instructor only those of cohorts they look after, and of those who left
-- them, only what came through the cohort, and only for reading.
CREATE POLICY own_learners ON public.item_grade AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
      -- Seen exactly when its attempt is.
      OR EXISTS (SELECT 1 FROM public.attempt a
                 WHERE a.organisation_id = item_grade.organisation_id AND a.id = item_grade.attempt_id)
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_insert ON public.item_grade AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs WITH CHECK (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_update ON public.item_grade AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY own_learners_delete ON public.item_grade AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    WHEN 'learner' THEN membership_id = (SELECT ctx.member())
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);
