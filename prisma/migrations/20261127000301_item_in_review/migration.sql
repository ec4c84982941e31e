-- A step between writing a question and using it: somebody else looks at it first. A new value can't be used in the
-- transaction that adds it, hence a migration of its own.
ALTER TYPE item_state ADD VALUE 'in_review' BEFORE 'live';
