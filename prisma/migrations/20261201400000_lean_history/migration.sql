-- The history of answers in leaner rows, under a key of 24 bytes instead of 48. An attempt's id begins with the moment at which it started, so
-- that the parts are ranges of ids: the month needs no column, and (attempt, position, revision) is unique as it stands.
ALTER TABLE response_event RENAME TO old_response_event;
ALTER TABLE old_response_event RENAME CONSTRAINT response_event_pkey TO old_response_event_pkey;

CREATE TABLE response_event (
  organisation_id UUID NOT NULL,
  attempt_id UUID NOT NULL,
  received_at TIMESTAMPTZ(3) NOT NULL,
  rev INTEGER NOT NULL,
  ago_ms INTEGER NOT NULL DEFAULT 0,
  epoch SMALLINT NOT NULL,
  position SMALLINT NOT NULL,
  answer TEXT,
  acts TEXT NOT NULL DEFAULT '',
  CONSTRAINT response_event_pkey PRIMARY KEY (attempt_id, position, rev),
  CHECK (position >= 0 AND rev >= 1 AND epoch >= 0 AND ago_ms >= 0),
  CHECK ((position = 0) = (answer IS NULL) AND (position > 0 OR acts <> ''))
) PARTITION BY RANGE (attempt_id);

DO $$
DECLARE
  v_part record;
  v_month timestamp;
BEGIN
  -- The old parts make room for new ones of the same names.
  CREATE SCHEMA old_history;
  FOR v_part IN SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
                WHERE i.inhparent = 'public.old_response_event'::regclass LOOP
    EXECUTE format('ALTER TABLE history.%I SET SCHEMA old_history', v_part.name);
  END LOOP;

  CREATE TABLE history.response_event_other PARTITION OF response_event DEFAULT;
  -- Without FORCE the owner sees the rows of every organisation, for the length of this transaction.
  ALTER TABLE old_response_event NO FORCE ROW LEVEL SECURITY;
  -- As app.first_id: the least id of a month is its first millisecond and zeros. Ids that say no such moment go where the rest goes.
  FOR v_month IN
    SELECT DISTINCT e.started_month::timestamp FROM old_response_event e
    WHERE e.started_month BETWEEN '2020-01-01' AND clock_timestamp() + interval '1 day'
    UNION SELECT date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')
  LOOP
    EXECUTE format('CREATE TABLE history.%I PARTITION OF public.response_event FOR VALUES FROM (%L) TO (%L)',
      'response_event_' || to_char(v_month, 'YYYY_MM'),
      rpad(lpad(to_hex((extract(epoch FROM v_month) * 1000)::bigint), 12, '0'), 32, '0')::uuid,
      rpad(lpad(to_hex((extract(epoch FROM v_month + interval '1 month') * 1000)::bigint), 12, '0'), 32, '0')::uuid);
  END LOOP;

  INSERT INTO response_event (organisation_id, attempt_id, received_at, rev, ago_ms, epoch, position, answer, acts)
  SELECT e.organisation_id, e.attempt_id, e.received_at, e.rev, e.ago_ms, least(e.epoch, 32767), e.position, e.answer, coalesce(e.acts, '')
  FROM old_response_event e ORDER BY e.attempt_id, e.position, e.rev;
  IF (SELECT count(*) FROM response_event) <> (SELECT count(*) FROM old_response_event) THEN
    RAISE EXCEPTION 'answers were lost on the way';
  END IF;
  -- The files make again whatever goes with it.
  DROP TABLE old_response_event CASCADE;
  DROP SCHEMA old_history;

  FOR v_part IN SELECT 'public.response_event'::regclass::text AS name
                UNION ALL SELECT i.inhrelid::regclass::text FROM pg_inherits i WHERE i.inhparent = 'public.response_event'::regclass LOOP
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', v_part.name);
    EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', v_part.name);
  END LOOP;
END $$;

GRANT SELECT, INSERT ON response_event TO app_rw, app_jobs;
-- The epoch of a lease stands in every row of the history.
ALTER TABLE attempt NO FORCE ROW LEVEL SECURITY;
UPDATE attempt SET lease_epoch = 32767 WHERE lease_epoch > 32767;
ALTER TABLE attempt FORCE ROW LEVEL SECURITY;
