CREATE POLICY tenant ON public.item_version TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- HR never reaches content or answers.
CREATE POLICY not_hr ON public.item_version AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff() OR ctx.is_taker()));

-- A learner sees an item only as part of an own attempt (ctx.own_attempts says how that stays cheap).
CREATE POLICY own_form ON public.item_version AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker()) THEN id = ANY ((SELECT ctx.own_item_versions())::uuid[]) ELSE true END);
