CREATE POLICY tenant ON public.item_key_media TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY released_key ON public.item_key_media AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_staff())
  OR ((SELECT ctx.is_taker())
      AND EXISTS (SELECT 1 FROM public.item_key k
                  WHERE k.organisation_id = item_key_media.organisation_id
                    AND k.item_version_id = item_key_media.item_version_id)));

-- Reading only: what jobs and colleagues write is theirs, and the commands refuse what this person would write.
CREATE POLICY shut_while_sitting ON public.item_key_media AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING (item_version_id <> ALL ((SELECT ctx.shut_versions())::uuid[]));
