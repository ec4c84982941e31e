CREATE POLICY tenant ON public.item_version_cues TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What a wording gives away gives the key away.
CREATE POLICY staff_only ON public.item_version_cues AS RESTRICTIVE TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.item_version_cues AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
