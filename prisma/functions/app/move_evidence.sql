-- A question that moves to another topic takes its answers along. Whoever moves it may do so for everybody's answers, also for those of learners
-- whom they don't look after, and an administrator of the database without naming an organisation: the function acts as the system there and
-- gives the caller's place back when it is done; whatever fails in between takes the transaction back with it.
CREATE OR REPLACE FUNCTION app.move_evidence() RETURNS trigger
  LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  v_role text := coalesce(current_setting('app.role', true), '');
  v_own text := coalesce(current_setting('app.org', true), '');
  v_org uuid; v_items uuid[]; v_members uuid[]; v_counted uuid[];
BEGIN
  FOR v_org, v_items IN
    SELECT n.organisation_id, array_agg(n.id ORDER BY n.id)
    FROM old_item o JOIN new_item n ON n.organisation_id = o.organisation_id AND n.id = o.id
    WHERE n.topic_id IS DISTINCT FROM o.topic_id
    GROUP BY n.organisation_id ORDER BY n.organisation_id
  LOOP
    PERFORM app.hold_sums(v_org);
    PERFORM app.hold_items(v_org, v_items);
    PERFORM set_config('app.org', v_org::text, true), set_config('app.role', 'system', true);
    -- What was answered stands under the topic that its question has; the sums of both topics are counted again.
    SELECT array_agg(p.membership_id), array_agg(p.topic_id) INTO v_members, v_counted
    FROM (SELECT DISTINCT a.membership_id, t.topic_id
          FROM old_item o
          JOIN new_item n ON n.organisation_id = o.organisation_id AND n.id = o.id AND n.topic_id IS DISTINCT FROM o.topic_id
          JOIN public.item_version v ON v.organisation_id = v_org AND v.item_id = o.id
          JOIN public.graded_item g ON g.organisation_id = v_org AND g.item_version_id = v.id
          JOIN public.attempt a ON a.organisation_id = v_org AND a.id = g.attempt_id
          CROSS JOIN LATERAL (VALUES (o.topic_id), (n.topic_id)) AS t (topic_id)
          WHERE o.organisation_id = v_org AND g.counted AND t.topic_id IS NOT NULL) p;
    IF v_members IS NOT NULL THEN PERFORM app.recount_topics(v_org, v_members, v_counted); END IF;
    PERFORM set_config('app.org', v_own, true), set_config('app.role', v_role, true);
  END LOOP;
  RETURN NULL;
END $$;
ALTER FUNCTION app.move_evidence() OWNER TO app_exam;

CREATE OR REPLACE TRIGGER move_evidence AFTER UPDATE ON public.item
  REFERENCING OLD TABLE AS old_item NEW TABLE AS new_item FOR EACH STATEMENT EXECUTE FUNCTION app.move_evidence();
