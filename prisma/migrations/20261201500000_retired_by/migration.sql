-- An import names the event by which it retired a question; until now its undo knew it by a sentence. Of several with that sentence, it is
-- the one nearest to the import.
UPDATE import p SET made = p.made || jsonb_build_object('retired', (
  SELECT jsonb_agg(r.retired || jsonb_build_object('event', (
    SELECT e.id FROM item_event e
    WHERE e.organisation_id = p.organisation_id AND e.item_id = (r.retired ->> 'id')::uuid AND e.to_state = 'retired'
      AND e.note = 'Not in the source any more.'
    ORDER BY abs(extract(epoch FROM e.occurred_at - p.created_at)) LIMIT 1)))
  FROM jsonb_array_elements(p.made -> 'retired') AS r (retired)))
WHERE jsonb_array_length(coalesce(nullif(p.made -> 'retired', 'null'), '[]')) > 0;
