import 'server-only';

/** What an import notes where it retires a question; by it an undo knows that nobody else retired the question later. */
export const RETIRED_NOTE = 'Not in the source any more.';
