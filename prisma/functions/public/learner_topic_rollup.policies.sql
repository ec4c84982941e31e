CREATE POLICY tenant ON public.learner_topic_rollup TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What HR may know: who is how far towards which certification, as sums per domain.
CREATE POLICY readiness ON public.learner_topic_rollup FOR SELECT TO app_hr
  USING (organisation_id = (SELECT ctx.org()));

CREATE POLICY own_learners ON public.learner_topic_rollup AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE (SELECT ctx.role())
    -- Roll-ups count from grading on, results are shown from release on: not even one's own sums before that.
    WHEN 'learner' THEN false
    WHEN 'instructor' THEN membership_id = (SELECT ctx.member()) OR membership_id IN (SELECT ctx.my_learners())
    WHEN 'hr' THEN false
    ELSE (SELECT ctx.is_admin())
  END);

CREATE POLICY readiness_readers ON public.learner_topic_rollup AS RESTRICTIVE FOR SELECT TO app_hr
  USING ((SELECT ctx.reads_readiness()));
