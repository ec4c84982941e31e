-- Who answers for an exam: the membership that made it, as the audit trail tells. Where it doesn't, nobody does, and administrators alone
-- archive and change it.
ALTER TABLE public.exam ADD COLUMN owner_id uuid;
UPDATE public.exam e SET owner_id = made.actor_id
FROM (SELECT DISTINCT ON (a.organisation_id, a.subject_id) a.organisation_id, a.subject_id, a.actor_id
      FROM public.audit_event a
      JOIN public.membership m ON m.organisation_id = a.organisation_id AND m.id = a.actor_id
      WHERE a.action = 'exam.created' AND a.subject_kind = 'exam'
      ORDER BY a.organisation_id, a.subject_id, a.occurred_at, a.id) made
WHERE made.organisation_id = e.organisation_id AND made.subject_id = e.id::text;
ALTER TABLE public.exam
  ADD CONSTRAINT exam_organisation_id_owner_id_fkey FOREIGN KEY (organisation_id, owner_id)
  REFERENCES public.membership (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;
