import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { CommitImportInput, CommitOutcome, PreviewInput, PreviewView } from './contract';

/** What the server refused, in its own words. */
export class ImportRefusal extends Error {
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, fields: Readonly<Record<string, string>> = {}) {
    super(message);
    this.name = 'ImportRefusal';
    this.fields = fields;
  }
}

const UNREACHABLE = 'The server can’t be reached. Your draft is kept in this browser; try again in a moment.';

async function post<T>(url: string, body: unknown, signal?: AbortSignal): Promise<T> {
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      ...(signal === undefined ? {} : { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new ImportRefusal(UNREACHABLE);
  }
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new ImportRefusal(answer.detail ?? answer.title ?? UNREACHABLE, answer.fields);
  return answer;
}

/** `revision` stands for the source in the key: a text of megabytes makes a poor one. */
export const previewQuery = (revision: number, input: PreviewInput) =>
  queryOptions({
    queryKey: ['import-preview', input.bankId, revision],
    queryFn: ({ signal }) => post<PreviewView>('/api/v1/imports/preview', input, signal),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60_000,
    retry: false,
    refetchOnWindowFocus: false,
    enabled: input.sourceText.trim() !== '',
  });

/** Writes the import; throws an `ImportRefusal` with words for people. */
export const sendImport = (input: CommitImportInput): Promise<CommitOutcome> =>
  post<CommitOutcome>('/api/v1/imports', input);
