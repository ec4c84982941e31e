-- Makes the parts of the history for this month and the months after it, as far as they are missing. Called by every migration; a month whose
-- answers already lie in the part for everything else stays there. Gives how many were made.
CREATE OR REPLACE FUNCTION app.make_partitions(p_months integer) RETURNS integer
  LANGUAGE plpgsql VOLATILE SET search_path = pg_catalog, pg_temp AS $$
DECLARE v_month date; v_name text; v_made integer := 0;
BEGIN
  FOR v_month IN SELECT generate_series(date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date, date_trunc('month', clock_timestamp() AT TIME ZONE 'UTC')::date + make_interval(months => p_months),
                                        interval '1 month')::date LOOP
    v_name := 'response_event_' || to_char(v_month, 'YYYY_MM');
    CONTINUE WHEN to_regclass('history.' || v_name) IS NOT NULL;
    BEGIN
      EXECUTE format('CREATE TABLE history.%I PARTITION OF public.response_event FOR VALUES FROM (%L) TO (%L)',
                     v_name, app.first_id(v_month), app.first_id((v_month + interval '1 month')::date));
    EXCEPTION WHEN check_violation THEN CONTINUE;
    END;
    EXECUTE format('ALTER TABLE history.%I ENABLE ROW LEVEL SECURITY', v_name);
    EXECUTE format('ALTER TABLE history.%I FORCE ROW LEVEL SECURITY', v_name);
    v_made := v_made + 1;
  END LOOP;
  RETURN v_made;
END $$;
