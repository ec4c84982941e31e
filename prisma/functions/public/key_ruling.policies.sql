CREATE POLICY tenant ON public.key_ruling TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY decided_by_admins ON public.key_ruling AS RESTRICTIVE FOR INSERT TO app_rw, app_jobs
  WITH CHECK ((SELECT ctx.is_admin()));

-- A ruling names keys, so a learner reads it exactly where they may read the key: after the release, with full feedback, of
-- an own attempt that was frozen with this version.
CREATE POLICY released_ruling ON public.key_ruling AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND EXISTS (SELECT 1
                  FROM public.attempt_item ai
                  JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                  JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                  WHERE ai.organisation_id = key_ruling.organisation_id
                    AND ai.item_version_id = key_ruling.item_version_id
                    AND a.state = 'released' AND s.feedback_policy = 'full')));

CREATE POLICY ruled_by_admins ON public.key_ruling AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.key_ruling AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
