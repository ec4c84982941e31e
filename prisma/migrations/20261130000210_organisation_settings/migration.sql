-- What an organisation starts new exams and assignments with. Existing ones keep what they have.
ALTER TABLE public.organisation
  ADD COLUMN default_cut_percent decimal(5, 2) NOT NULL DEFAULT 70,
  ADD COLUMN default_feedback_policy public.feedback_policy NOT NULL DEFAULT 'full',
  ADD COLUMN default_release_rule public.release_rule NOT NULL DEFAULT 'after_close',
  ADD COLUMN default_shuffle_items boolean NOT NULL DEFAULT true,
  ADD COLUMN default_shuffle_options boolean NOT NULL DEFAULT true,
  ADD CHECK (default_cut_percent > 0 AND default_cut_percent <= 100);

-- Only owners, and the installation itself, change what the whole organisation goes by.
CREATE POLICY owners_change ON public.organisation AS RESTRICTIVE FOR UPDATE TO app_rw, app_jobs
  USING ((SELECT ctx.role()) IN ('owner', 'system'));
