-- After somebody signed in: this browser and this source are theirs from now on. Forty of the latest are kept.
CREATE OR REPLACE FUNCTION identity.remember_marks(p_person uuid, p_marks bytea[]) RETURNS void LANGUAGE sql SECURITY DEFINER
  SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO identity.familiar_mark (person_id, mark)
  SELECT p_person, given.mark FROM unnest(p_marks) AS given(mark) ORDER BY given.mark
  ON CONFLICT (person_id, mark) DO UPDATE SET seen_at = now();
  DELETE FROM identity.familiar_mark m USING (
    SELECT k.mark FROM identity.familiar_mark k WHERE k.person_id = p_person ORDER BY k.seen_at DESC, k.mark OFFSET 40) old
  WHERE m.person_id = p_person AND m.mark = old.mark;
$$;
ALTER FUNCTION identity.remember_marks(uuid,bytea[]) OWNER TO app_auth;
GRANT EXECUTE ON FUNCTION identity.remember_marks(uuid,bytea[]) TO app_rw;
