-- The questions of an attempt that are flagged: of each, the latest word by the time it was given.
CREATE OR REPLACE FUNCTION app.flagged_positions(p_org uuid, p_attempt uuid) RETURNS smallint[] LANGUAGE plpgsql STABLE
  SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
BEGIN
  RETURN (SELECT coalesce(array_agg(s.position) FILTER (WHERE s.kind = 'f'), '{}')
  FROM (SELECT DISTINCT ON (m.position) m.position, m.kind
        FROM public.response_event e
        CROSS JOIN LATERAL string_to_table(e.acts, ' ') WITH ORDINALITY t(act, n)
        CROSS JOIN LATERAL (SELECT left(t.act, 1) AS kind, substring(t.act FROM '^.(\d+)')::smallint AS position,
                                   e.received_at - make_interval(secs => substring(t.act FROM '\d+$')::numeric::float8 / 1000) AS at) m
        WHERE e.organisation_id = p_org AND e.attempt_id = p_attempt AND m.kind IN ('f', 'u')
        ORDER BY m.position, m.at DESC, e.received_at DESC, t.n DESC) s);
END $$;
GRANT EXECUTE ON FUNCTION app.flagged_positions(uuid,uuid) TO app_rw, app_jobs;
