CREATE POLICY tenant ON public.exam_draw TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Sums over learners, sources and staff notes are not for learners; HR never reaches content or answers.
CREATE POLICY staff_only ON public.exam_draw AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));
