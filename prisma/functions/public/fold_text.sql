-- Without case, accents and ligatures. `unaccent` alone is not immutable, because a dictionary could be exchanged; this one names its own.
CREATE OR REPLACE FUNCTION public.fold_text(p_text text) RETURNS text
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary,
    regexp_replace(normalize(p_text, NFKD), '[\u0300-\u036f]', '', 'g')) COLLATE public.names)
$$;
GRANT EXECUTE ON FUNCTION fold_text(text) TO app_rw, app_jobs, app_hr, app_auth;
