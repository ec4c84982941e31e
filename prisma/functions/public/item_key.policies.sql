CREATE POLICY tenant ON public.item_key TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY released_key ON public.item_key AS RESTRICTIVE TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker()) THEN item_version_id = ANY ((SELECT ctx.open_keys())::uuid[]) ELSE (SELECT ctx.is_staff()) END);

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.item_key AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
