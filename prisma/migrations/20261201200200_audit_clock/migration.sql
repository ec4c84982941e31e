-- The client wrote the moment of the server's clock in place of a default; now nobody else says when something happened.
ALTER TABLE audit_event ALTER COLUMN occurred_at SET DEFAULT clock_timestamp();
