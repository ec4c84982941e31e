CREATE POLICY tenant ON public.key_ruling TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY decided_by_admins ON public.key_ruling AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_admin()));

-- A ruling names keys, so a learner reads it exactly where they may read the key: after the release, with full feedback, of
-- an own attempt that was frozen with this version.
CREATE POLICY released_ruling ON public.key_ruling AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  CASE WHEN (SELECT ctx.is_taker()) THEN item_version_id = ANY ((SELECT ctx.open_versions())::uuid[]) ELSE (SELECT ctx.is_staff()) END);

CREATE POLICY ruled_by_admins ON public.key_ruling AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.key_ruling AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
