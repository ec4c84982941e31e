-- One LIKE pattern for each word that is looked for; % and _ are letters like others. None at all for an empty search.
CREATE OR REPLACE FUNCTION public.search_patterns(p_words text) RETURNS text[]
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT coalesce(array_agg('%' || regexp_replace(word, '([\\%_])', '\\\1', 'g') || '%'), '{}')
  FROM regexp_split_to_table(btrim(public.fold_text(p_words)), '\s+') AS words(word) WHERE word <> ''
$$;
GRANT EXECUTE ON FUNCTION search_patterns(text) TO app_rw, app_jobs, app_hr, app_auth;
