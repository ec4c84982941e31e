import * as start from '../assignments/[assignmentId]/attempts/route';
import * as clock from './[attemptId]/clock/route';
import * as events from './[attemptId]/events/route';
import * as lease from './[attemptId]/lease/route';
import * as notices from './[attemptId]/notices/route';
import * as renewal from './[attemptId]/renewal/route';
import * as response from './[attemptId]/responses/[itemId]/route';
import * as submission from './[attemptId]/submission/route';

/** The routes of a running exam and its start, as the server's own door knows them. A test holds the list to the folders. */
export const EXAM_ROUTES = {
  'GET /api/v1/attempts/[attemptId]/clock': clock.GET,
  'GET /api/v1/attempts/[attemptId]/events': events.GET,
  'GET /api/v1/attempts/[attemptId]/notices': notices.GET,
  'POST /api/v1/assignments/[assignmentId]/attempts': start.POST,
  'POST /api/v1/attempts/[attemptId]/lease': lease.POST,
  'POST /api/v1/attempts/[attemptId]/renewal': renewal.POST,
  'PUT /api/v1/attempts/[attemptId]/responses/[itemId]': response.PUT,
  'POST /api/v1/attempts/[attemptId]/submission': submission.POST,
} as const;
