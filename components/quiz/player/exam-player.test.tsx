import { renderToString } from 'react-dom/server';
import { expect, it } from 'vitest';
import { ExamPlayer } from './exam-player';

const item = (position: number, stimulusId: string | null) => ({
  itemId: `item-${position}`,
  position,
  keyCount: 1,
  stimulusId,
  stem: 'Which port does SSH use?',
  options: [
    { id: 'first', body: '22' },
    { id: 'second', body: '80' },
  ],
});

/** What the server sends of a running exam. */
const sent = renderToString(
  <ExamPlayer
    attemptId="attempt"
    examName="Security"
    email="learner@example.test"
    seal={{ owner: 'owner', key: 'key' }}
    timeZone="UTC"
    allowedMs={3_600_000}
    remainingMs={3_000_000}
    items={[item(1, 'stimulus'), item(2, null)]}
    stimuli={[{ id: 'stimulus', body: 'A server listens.', from: 1, to: 1 }]}
    stored={[]}
    activity={[]}
    isPaused={false}
    cohortEnded={false}
    notices={[]}
  />,
);

it('has no button that looks as if it worked before its script runs: a click on it would vanish', () => {
  const page = sent.slice(0, sent.indexOf('<dialog'));
  const buttons = page.match(/<button[^>]*>/g) ?? [];
  expect(buttons.length).toBeGreaterThanOrEqual(6);
  expect(buttons.filter((button) => !/ (aria-disabled="true"|disabled="")/.test(button))).toEqual([]);
  expect(page).toMatch(/<fieldset disabled=""/);
});
