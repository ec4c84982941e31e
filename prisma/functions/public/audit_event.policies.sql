CREATE POLICY tenant ON public.audit_event TO app_rw, app_jobs
  USING (organisation_id = (SELECT ctx.org()))
  WITH CHECK (organisation_id = (SELECT ctx.org()));

CREATE POLICY own_events ON public.audit_event FOR INSERT TO app_auth
  WITH CHECK (actor_id IN (SELECT m.id FROM public.membership m
                           WHERE m.organisation_id = audit_event.organisation_id AND m.person_id = (SELECT ctx.person())));

CREATE POLICY own_acts ON public.audit_event FOR INSERT TO app_auth WITH CHECK (
  EXISTS (SELECT 1 FROM public.membership m
          WHERE m.organisation_id = audit_event.organisation_id AND m.person_id = (SELECT ctx.person())));

-- Sums over learners, sources and staff notes are not for learners; HR never reaches content or answers.
CREATE POLICY staff_only ON public.audit_event AS RESTRICTIVE FOR SELECT TO app_rw, app_jobs
  USING ((SELECT ctx.is_staff()));
