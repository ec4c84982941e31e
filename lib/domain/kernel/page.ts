/** One page of a list that can grow: what is shown, and how many there are. Nothing is ever left out in silence. */
export interface Page<T> {
  readonly rows: readonly T[];
  /** Of everything that matches, on all pages; counted by the database. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

/** What a list is narrowed to: words that must all occur, and which page of the result. */
export interface ListQuery {
  readonly q: string;
  readonly page: number;
}

/** Everything, from the beginning. */
export const WHOLE_LIST: ListQuery = { q: '', page: 1 };

export const LONGEST_SEARCH = 100;

/** The names that a list has in an address; a page with several lists gives each but one a name of its own. */
export const listNames = (list = '') =>
  list === '' ? ({ q: 'q', page: 'page' } as const) : ({ q: `${list}-q`, page: `${list}-page` } as const);

/** The query as it stands in an address. What makes no sense is left out, so that an old link still opens. */
export function readListQuery(search: Readonly<Record<string, unknown>>, list = ''): ListQuery {
  const names = listNames(list);
  return { q: readWords(search[names.q]), page: readPageNumber(search[names.page]) };
}

export function readWords(given: unknown): string {
  return typeof given === 'string' ? given.replaceAll('\0', '').trim().slice(0, LONGEST_SEARCH) : '';
}

export function readPageNumber(given: unknown): number {
  return typeof given === 'string' && /^[1-9]\d{0,4}$/.test(given) ? Number(given) : 1;
}

/** The other way round: what a link to this part of a list carries. The first page isn't written. */
export function toListParameters(
  query: Partial<ListQuery>,
  list = '',
): Readonly<Record<string, string | number | null>> {
  const names = listNames(list);
  return {
    [names.q]: query.q || null,
    [names.page]: query.page === undefined || query.page === 1 ? null : query.page,
  };
}

/**
 * One page of what had to be worked out as a whole, because its order follows from all of it. A page behind the end shows the
 * beginning, as from the database.
 */
export function pageOf<T>(all: readonly T[], wanted: number, pageSize: number): Page<T> {
  const page = (wanted - 1) * pageSize < all.length ? wanted : 1;
  return { rows: all.slice((page - 1) * pageSize, page * pageSize), total: all.length, page, pageSize };
}
