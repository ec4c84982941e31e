CREATE POLICY tenant ON public.accommodation TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- What an instructor or HR partner needs to know about extra time is in the attempt, not in the note.
CREATE POLICY own_accommodation ON public.accommodation AS RESTRICTIVE TO app_rw, app_jobs USING (
  (SELECT ctx.is_admin()) OR membership_id = (SELECT ctx.member()));
