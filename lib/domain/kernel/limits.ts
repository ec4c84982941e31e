/*
 * Limits that functions of the database keep and screens name. Their numbers belong here; the functions write them out,
 * because PostgreSQL can't ask, and tests/architecture/shared-limits.test.ts holds every interval of theirs to its owner.
 */

/** How long after the deadline an answer still counts: covers the way from the click to the server. */
export const GRACE_SECONDS = 5;
/** A session outlives the exam that runs in it, so that the receipt and what comes after it can be read. */
export const SESSION_AFTER_EXAM_HOURS = 1;
/** Over a weekend. */
export const INVITATION_HOURS = 72;
/** For somebody who asked for it and waits. */
export const RESET_LINK_HOURS = 24;
/** How long somebody who is more than a learner may do nothing before they are signed out. */
export const STAFF_IDLE_MINUTES = 60;
/** A draft of an import that nobody saved for so long is removed. */
export const DRAFT_DAYS = 7;
