import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { withQuery } from '@/lib/ui/paths';
import type {
  DraftPreview,
  DraftView,
  JobView,
  PreviewWindow,
  SaveDraftInput,
  Saved,
  StartedDraft,
} from './contract';

/** What the server refused, in its own words. `status` is 0 when it couldn't be reached. */
export class DraftRefusal extends Error {
  readonly status: number;
  /** The organisation in which the person can go on, when the page's one no longer is theirs. */
  readonly continueIn: string | null;

  constructor(message: string, status: number, continueIn: string | null = null) {
    super(message);
    this.name = 'DraftRefusal';
    this.status = status;
    this.continueIn = continueIn;
  }
}

const UNREACHABLE = 'The server can’t be reached. Try again in a moment.';

async function ask<T>(method: string, url: string, init: Omit<RequestInit, 'method'> = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, { ...init, method });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new DraftRefusal(UNREACHABLE, 0);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok)
    throw new DraftRefusal(
      answer.detail ?? answer.title ?? UNREACHABLE,
      response.status,
      answer.continueIn?.name ?? null,
    );
  return answer;
}

const json = (body: unknown): Omit<RequestInit, 'method'> => ({
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

const DRAFTS = '/api/v1/imports/drafts';
const draftUrl = (draftId: string): string => `${DRAFTS}/${encodeURIComponent(draftId)}`;

/** Keeps a source on the server. */
export const startDraft = (name: string, source: Blob): Promise<StartedDraft> =>
  ask('POST', withQuery(DRAFTS, { name }), {
    headers: { 'Content-Type': 'application/octet-stream' },
    body: source,
  });

export const saveDraft = (draftId: string, input: SaveDraftInput): Promise<Saved> =>
  ask('PATCH', draftUrl(draftId), json(input));

export const readDraft = (draftId: string): Promise<DraftView> => ask('GET', draftUrl(draftId));

export const discardDraft = (draftId: string): Promise<unknown> => ask('DELETE', draftUrl(draftId));

export const readPreview = (
  draftId: string,
  window: PreviewWindow,
  signal?: AbortSignal,
): Promise<DraftPreview> => {
  const { show, from, rows, line, code } = window;
  const query = { show, from: from as number, rows: rows as number, line: line as number, code };
  return ask('GET', withQuery(`${draftUrl(draftId)}/preview`, query), signal ? { signal } : {});
};

/** The preview of one revision; the one before stays on the screen until it is there. */
export const previewQuery = (draftId: string, rev: number, window: PreviewWindow) =>
  queryOptions({
    queryKey: ['import-preview', draftId, rev, window],
    queryFn: ({ signal }) => readPreview(draftId, window, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const startJob = (draftId: string, rev: number): Promise<JobView> =>
  ask('POST', `${draftUrl(draftId)}/job`, json({ rev }));

export const cancelJob = (draftId: string): Promise<JobView> => ask('DELETE', `${draftUrl(draftId)}/job`);

const JOB_POLL_MS = 700;

/** The job of a draft, asked again while it runs. */
export const jobQuery = (draftId: string) =>
  queryOptions({
    queryKey: ['import-job', draftId],
    queryFn: ({ signal }) => ask<JobView>('GET', `${draftUrl(draftId)}/job`, { signal }),
    refetchInterval: ({ state }) =>
      state.data === undefined || state.data.state === 'waiting' || state.data.state === 'running'
        ? JOB_POLL_MS
        : false,
    retry: true,
    retryDelay: 2000,
    gcTime: 60_000,
  });
