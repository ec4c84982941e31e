import { describe, expect, it } from 'vitest';
import { MIN_ANSWERS } from '@/lib/domain/cue-lint/cue-check';
import {
  DRAFT_DAYS,
  GRACE_SECONDS,
  INVITATION_HOURS,
  RESET_LINK_HOURS,
  SESSION_AFTER_EXAM_HOURS,
  STAFF_IDLE_MINUTES,
} from '@/lib/domain/kernel/limits';
import { FUNCTIONING_SHARE } from '@/lib/domain/statistics/distractor-analysis';
import { SESSION_SECONDS } from '@/lib/infra/auth/session-cookie';
import { SILENCE_SECONDS } from '@/lib/infra/import-store/job-claim';
import { readFunctionTexts } from '@/scripts/function-files';

/** What each function writes out, by the constant that owns it. */
const INTERVALS: Readonly<Record<string, readonly string[]>> = {
  'app/claim_attempt.sql': [`${SESSION_AFTER_EXAM_HOURS} hour`],
  // How long a job waits: only the queue knows.
  'app/close_batch.sql': ['500 milliseconds'],
  'app/do_job.sql': [`${SILENCE_SECONDS} seconds`, '500 milliseconds', '1 hour', '15 seconds'],
  'app/end_import_turn.sql': ['5 seconds'],
  'app/forget_drafts.sql': [`${DRAFT_DAYS} days`],
  'app/grade_attempt.sql': ['300 milliseconds'],
  // A part of the history is a month: nobody chooses that.
  'app/make_partitions.sql': ['1 month', '1 month'],
  'app/renew_leases.sql': [`${SESSION_AFTER_EXAM_HOURS} hour`],
  // How long a process that tells browsers may sleep: only the database knows.
  'app/tell_act.sql': ['1 day'],
  'ctx/past_is_open.sql': ['1 hour'],
  'ctx/grace.sql': [`${GRACE_SECONDS} seconds`],
  'identity/invite_person.sql': [`${INVITATION_HOURS} hours`],
  'identity/make_reset_link.sql': [`${RESET_LINK_HOURS} hours`],
  'identity/due_drafts.sql': [`${DRAFT_DAYS} days`],
  'identity/extend_session.sql': [`${STAFF_IDLE_MINUTES} minutes`, `${STAFF_IDLE_MINUTES + 1} minutes`],
  // Only the database knows when a mark is familiar.
  'identity/meet_visitor.sql': ['30 days'],
  'identity/open_session.sql': [`${SESSION_SECONDS / 3600} hours`],
  'identity/own_account.sql': [`${STAFF_IDLE_MINUTES} minutes`],
  // How often a session notes that it was seen: nobody else needs to know.
  'identity/prove_session.sql': [`${STAFF_IDLE_MINUTES} minutes`, '1 minute'],
  'identity/recover_person.sql': [`${RESET_LINK_HOURS} hours`],
};

const texts = readFunctionTexts();

describe('limits that the database and the product share', () => {
  it('have one owner each: every interval in a function is the constant that screens name', () => {
    const written = Object.entries(texts).flatMap(([path, text]) => {
      const intervals = [...text.replace(/--.*$/gm, '').matchAll(/interval '([^']+)'/g)].map(
        ([, found]) => found,
      );
      return intervals.length > 0 ? [[path, intervals] as const] : [];
    });
    expect(Object.fromEntries(written)).toEqual(INTERVALS);
  });

  it('judge distractors by the numbers of the analysis', () => {
    const view = texts['app/weak_distractor.sql'];
    expect(view).toContain(`a.answered >= ${MIN_ANSWERS} AND`);
    expect(view).toContain(`< ${FUNCTIONING_SHARE} * a.answered`);
  });
});
