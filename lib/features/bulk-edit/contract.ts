import * as z from 'zod';
import { ITEM_STATES } from '@/lib/domain/item/item-life';
import { FILTER_PARAMETERS, type ItemFilter, RIGHTS_TO_USE, readItemQuery } from '../item-search/contract';

export const EDIT_KINDS = ['topic', 'state', 'right', 'licence', 'balance'] as const;
export type EditKind = (typeof EDIT_KINDS)[number];

const list = (value: unknown) => (value === undefined ? [] : Array.isArray(value) ? value : [value]);
const optionalId = z.union([z.literal('').transform(() => null), z.guid('Choose one from the list.')]);

/** Items by name, or every item that a view of the list holds: the filter is looked up again, so that no page is forgotten. */
const selection = {
  bankId: z.guid(),
  itemIds: z.preprocess(list, z.array(z.guid()).max(5000, 'Choose at most 5,000 questions by name.')),
  everything: z.literal('1').optional(),
  filter: z.string().max(2000).default(''),
};

export const editItemsInput = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('topic'), topicId: optionalId, ...selection }),
  z.object({
    kind: z.literal('state'),
    state: z.enum(ITEM_STATES, 'Choose a state from the list.'),
    note: z.string().trim().max(1000, 'Use at most 1,000 characters.').default(''),
    ...selection,
  }),
  z.object({
    kind: z.literal('right'),
    right: z.enum(RIGHTS_TO_USE, 'Choose one from the list.'),
    ...selection,
  }),
  z.object({
    kind: z.literal('licence'),
    licenceNote: z
      .string()
      .trim()
      .max(2000, 'Use at most 2,000 characters.')
      .refine((text) => !/[^\P{Cc}\n\r\t]/u.test(text), 'Remove the characters that can’t be shown.'),
    ...selection,
  }),
]);
export type EditItems = z.infer<typeof editItemsInput>;

export const undoEditInput = z.object({ editId: z.guid(), bankId: z.guid() });

/** The filter of a view as it stands in its URL. */
export function filterOf(search: string): ItemFilter {
  const parameters = new URLSearchParams(search);
  const raw = Object.fromEntries(FILTER_PARAMETERS.map((name) => [name, parameters.get(name) ?? undefined]));
  return readItemQuery(raw as Parameters<typeof readItemQuery>[0]);
}

export interface EditOutcome {
  readonly editId: string;
  /** Items that changed. */
  readonly items: number;
  /** Items that had the value already, or that can't take the step. */
  readonly left: number;
}
