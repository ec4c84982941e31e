/**
 * All that an error page learns of an error in production is its digest. This one says that the database could not answer, so
 * that trying again in a moment helps; every other is the reference of a bug.
 */
export const BUSY_DIGEST = 'busy';
