CREATE POLICY tenant ON public.item_version TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- HR never reaches content or answers.
CREATE POLICY not_hr ON public.item_version AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff() OR ctx.is_taker()));

-- A learner sees an item only as part of an own attempt, and its key only when that attempt was released with full feedback.
CREATE POLICY own_form ON public.item_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  NOT (SELECT ctx.is_taker())
  OR EXISTS (SELECT 1 FROM public.attempt_item ai
             WHERE ai.organisation_id = item_version.organisation_id AND ai.item_version_id = item_version.id));
