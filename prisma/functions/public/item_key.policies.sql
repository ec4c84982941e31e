CREATE POLICY tenant ON public.item_key TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY released_key ON public.item_key AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND (EXISTS (SELECT 1
                   FROM public.attempt_item ai
                   JOIN public.attempt a ON a.organisation_id = ai.organisation_id AND a.id = ai.attempt_id
                   JOIN public.assignment s ON s.organisation_id = a.organisation_id AND s.id = a.assignment_id
                   WHERE ai.organisation_id = item_key.organisation_id
                     AND ai.item_version_id = item_key.item_version_id
                     AND a.state = 'released' AND s.feedback_policy = 'full')
           -- Rows of key_ruling are the released ones with full feedback: its own policy holds in here.
           OR EXISTS (SELECT 1 FROM public.key_ruling r
                      WHERE r.organisation_id = item_key.organisation_id AND r.key_version_id = item_key.item_version_id))));

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.item_key AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
