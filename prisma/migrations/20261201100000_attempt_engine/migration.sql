-- The attempt in lean rows: the form in one row, answers as an append-only history whose highest revision counts, one row per question
-- written once by grading. attempt_item, response and item_grade become views of the same names (prisma/functions/public).

-- Which versions, in which order, with which order of their options. A letter names an option by its place in the version: a is the first.
CREATE TABLE attempt_form (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  item_version_ids UUID[] NOT NULL,
  option_orders TEXT[] NOT NULL,
  CONSTRAINT attempt_form_pkey PRIMARY KEY (organisation_id, attempt_id),
  CONSTRAINT attempt_form_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
    REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CHECK (cardinality(item_version_ids) = cardinality(option_orders))
);

-- What happened in an attempt. Position 1 and up: an answer, by its revision. Position 0: what was only looked at, flagged or struck out,
-- by the number of its batch. No foreign keys: the attempt is proven by the function that writes.
CREATE TABLE response_event (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  started_month DATE NOT NULL,
  position SMALLINT NOT NULL,
  rev INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  received_at TIMESTAMPTZ(3) NOT NULL,
  ago_ms INTEGER NOT NULL DEFAULT 0,
  answer TEXT,
  acts TEXT,
  CONSTRAINT response_event_pkey PRIMARY KEY (organisation_id, attempt_id, position, rev, started_month),
  CHECK (position >= 0 AND rev >= 1 AND epoch >= 0 AND ago_ms >= 0),
  CHECK ((position = 0) = (answer IS NULL) AND (position > 0 OR acts IS NOT NULL))
) PARTITION BY RANGE (started_month);
-- Partitions lie where no application role can go: they are reached through the table, with its policies, or not at all.
CREATE SCHEMA history;
CREATE TABLE history.response_event_other PARTITION OF response_event DEFAULT;
ALTER TABLE history.response_event_other ENABLE ROW LEVEL SECURITY;
ALTER TABLE history.response_event_other FORCE ROW LEVEL SECURITY;

CREATE TABLE graded_item (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  item_version_id UUID NOT NULL,
  topic_id UUID,
  position SMALLINT NOT NULL,
  answered BOOLEAN NOT NULL,
  reached BOOLEAN NOT NULL,
  correct BOOLEAN NOT NULL,
  original_correct BOOLEAN,
  first_exposure BOOLEAN NOT NULL,
  counted BOOLEAN NOT NULL,
  answer TEXT NOT NULL,
  CONSTRAINT graded_item_pkey PRIMARY KEY (organisation_id, attempt_id, position),
  CONSTRAINT graded_item_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
    REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT graded_item_organisation_id_item_version_id_fkey FOREIGN KEY (organisation_id, item_version_id)
    REFERENCES item_version (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CHECK (reached OR NOT (answered OR first_exposure))
);
CREATE INDEX graded_item_organisation_id_item_version_id_idx ON graded_item (organisation_id, item_version_id);

-- When a key or a rationale was shown to somebody, and of which attempt; once each, by the first time.
CREATE TABLE exposure (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  membership_id UUID NOT NULL,
  shown_at TIMESTAMPTZ(3) NOT NULL,
  by_correction BOOLEAN NOT NULL,
  CONSTRAINT exposure_pkey PRIMARY KEY (organisation_id, attempt_id, membership_id, by_correction),
  CONSTRAINT exposure_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
    REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CONSTRAINT exposure_organisation_id_membership_id_fkey FOREIGN KEY (organisation_id, membership_id)
    REFERENCES membership (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE
);

ALTER TABLE late_response RENAME TO old_late_response;
ALTER TABLE old_late_response RENAME CONSTRAINT late_response_pkey TO old_late_response_pkey;
CREATE TABLE late_response (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  position SMALLINT NOT NULL,
  epoch INTEGER NOT NULL,
  rev INTEGER NOT NULL,
  received_at TIMESTAMPTZ(3) NOT NULL,
  ago_ms INTEGER NOT NULL DEFAULT 0,
  answer TEXT NOT NULL,
  reason TEXT NOT NULL,
  CONSTRAINT late_response_pkey PRIMARY KEY (organisation_id, attempt_id, position, epoch, rev),
  CONSTRAINT late_response_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
    REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
  CHECK (reason IN ('closed', 'late'))
);

DO $$
DECLARE
  c_old constant text[] := ARRAY['attempt_item', 'response', 'item_grade', 'old_late_response', 'item_version'];
  t text;
BEGIN
  -- Without FORCE the owner sees the rows of every organisation, for the length of this transaction.
  FOREACH t IN ARRAY c_old LOOP EXECUTE format('ALTER TABLE public.%I NO FORCE ROW LEVEL SECURITY', t); END LOOP;

  CREATE TEMPORARY TABLE letter ON COMMIT DROP AS
    SELECT v.organisation_id, v.id AS item_version_id, (o.value->>'id')::uuid AS option_id, chr(96 + o.n::int) AS letter
    FROM item_version v CROSS JOIN LATERAL jsonb_array_elements(v.options) WITH ORDINALITY o(value, n);
  CREATE UNIQUE INDEX ON letter (item_version_id, option_id);
  ANALYZE letter;

  INSERT INTO attempt_form
  SELECT f.organisation_id, f.attempt_id, array_agg(f.item_version_id ORDER BY f.position), array_agg(f.letters ORDER BY f.position)
  FROM (SELECT ai.organisation_id, ai.attempt_id, ai.item_version_id, ai.position,
               (SELECT string_agg(l.letter, '' ORDER BY o.n) FROM unnest(ai.option_order) WITH ORDINALITY o(id, n)
                JOIN letter l ON l.item_version_id = ai.item_version_id AND l.option_id = o.id) AS letters
        FROM attempt_item ai) f
  GROUP BY f.organisation_id, f.attempt_id;
  IF (SELECT coalesce(sum(cardinality(f.item_version_ids)), 0) FROM attempt_form f) <> (SELECT count(*) FROM attempt_item)
     OR EXISTS (SELECT 1 FROM attempt_item ai JOIN attempt_form f ON f.organisation_id = ai.organisation_id AND f.attempt_id = ai.attempt_id
                WHERE f.item_version_ids[ai.position] IS DISTINCT FROM ai.item_version_id
                   OR length(f.option_orders[ai.position]) IS DISTINCT FROM cardinality(ai.option_order)) THEN
    RAISE EXCEPTION 'a form has gaps or options that its version does not have';
  END IF;

  -- Revisions of before have no lease to go by; 1 is below every lease that is taken from now on and above what browsers kept without one.
  INSERT INTO response_event (organisation_id, attempt_id, started_month, position, rev, epoch, received_at, answer, acts)
  SELECT r.organisation_id, r.attempt_id, 
         -- As app.month_of: the month stands in the id.
         date_trunc('month', to_timestamp(('x' || translate(left(r.attempt_id::text, 13), '-', ''))::bit(48)::bigint / 1000.0)
           AT TIME ZONE 'UTC')::date, ai.position, r.rev, 1, r.saved_at,
         coalesce((SELECT string_agg(l.letter, '' ORDER BY l.letter) FROM letter l
                   WHERE l.item_version_id = ai.item_version_id AND l.option_id = ANY (r.selected)), ''),
         CASE WHEN r.flagged THEN 'f' || ai.position || '-0' END
  FROM response r
  JOIN attempt_item ai ON ai.organisation_id = r.organisation_id AND ai.attempt_id = r.attempt_id AND ai.item_id = r.item_id;
  IF (SELECT coalesce(sum(length(e.answer)), 0) FROM response_event e) <> (SELECT coalesce(sum(cardinality(r.selected)), 0) FROM response r) THEN
    RAISE EXCEPTION 'an answer names an option that its version does not have';
  END IF;

  INSERT INTO graded_item (organisation_id, attempt_id, item_version_id, topic_id, position, answered, reached, correct, original_correct,
                           first_exposure, counted, answer)
  SELECT g.organisation_id, g.attempt_id, ai.item_version_id, g.topic_id, ai.position, g.answered, g.reached, g.correct, g.original_correct,
         g.first_exposure, g.counted, coalesce(e.answer, '')
  FROM item_grade g
  JOIN attempt_item ai ON ai.organisation_id = g.organisation_id AND ai.attempt_id = g.attempt_id AND ai.item_id = g.item_id
  LEFT JOIN response_event e ON e.organisation_id = g.organisation_id AND e.attempt_id = g.attempt_id AND e.position = ai.position;

  INSERT INTO late_response (organisation_id, attempt_id, position, epoch, rev, received_at, answer, reason)
  SELECT l.organisation_id, l.attempt_id, ai.position, 0, l.rev, l.received_at,
         coalesce((SELECT string_agg(x.letter, '' ORDER BY x.letter) FROM letter x
                   WHERE x.item_version_id = ai.item_version_id AND x.option_id = ANY (l.selected)), ''), l.reason
  FROM old_late_response l
  JOIN attempt_item ai ON ai.organisation_id = l.organisation_id AND ai.attempt_id = l.attempt_id AND ai.item_id = l.item_id;

  ALTER TABLE problem_report DROP CONSTRAINT problem_report_organisation_id_attempt_id_item_id_fkey;
  ALTER TABLE problem_report
    ADD CONSTRAINT problem_report_organisation_id_attempt_id_fkey FOREIGN KEY (organisation_id, attempt_id)
      REFERENCES attempt (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE,
    ADD CONSTRAINT problem_report_organisation_id_item_id_fkey FOREIGN KEY (organisation_id, item_id)
      REFERENCES item (organisation_id, id) ON DELETE RESTRICT ON UPDATE CASCADE;

  -- The files make again whatever goes with them.
  DROP VIEW IF EXISTS app.evidence CASCADE;
  DROP TABLE response, item_grade, old_late_response, attempt_item CASCADE;
  FOREACH t IN ARRAY ARRAY['item_version'] LOOP EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t); END LOOP;
  FOREACH t IN ARRAY ARRAY['attempt_form', 'response_event', 'graded_item', 'exposure', 'late_response'] LOOP
    EXECUTE format('ALTER TABLE public.%I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE public.%I FORCE ROW LEVEL SECURITY', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON attempt_form, response_event, graded_item, exposure, late_response TO app_rw, app_jobs;
-- A correction of a key rules again what is right; where a topic goes, its answers go.
GRANT UPDATE (correct, original_correct, topic_id) ON graded_item TO app_rw, app_jobs;
