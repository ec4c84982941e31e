CREATE POLICY tenant ON public.topic TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

-- Banks and topics go only with the import that made them.
CREATE POLICY importers_delete ON public.topic AS RESTRICTIVE FOR DELETE TO app_rw, app_jobs
  USING ((SELECT ctx.is_admin()));
