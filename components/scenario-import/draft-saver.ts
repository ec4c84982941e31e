import type { DraftView, SaveDraftInput, Saved } from '@/lib/features/import-draft/contract';

/** What a person can change about a draft. */
export type DraftContent = Pick<
  DraftView,
  'sourceText' | 'sourceName' | 'format' | 'columnMapping' | 'options' | 'decisions'
>;

/**
 * `retrying`: the server can't be reached; `refused`: it doesn't take what is there, see `problem`; `conflict`: another tab
 * or person saved first; `gone`: the draft was discarded or written elsewhere.
 */
export type SaveState = 'saved' | 'saving' | 'retrying' | 'refused' | 'conflict' | 'gone';

export interface DraftSnapshot {
  readonly content: DraftContent;
  /** What the server has. While `isSaved` is false, `content` is newer. */
  readonly rev: number;
  readonly isSaved: boolean;
  readonly state: SaveState;
  readonly problem: string | null;
  /** The organisation in which the person can go on, when it is the page's one that stands in the way. */
  readonly continueIn: string | null;
  /** The other version of a conflict. */
  readonly theirs: DraftView | null;
  /** Counts how often the text was replaced from outside; whoever holds a copy of it has to take the new one. */
  readonly generation: number;
}

interface Server {
  readonly save: (input: SaveDraftInput) => Promise<Saved>;
  readonly read: () => Promise<DraftView>;
}

/** Long enough not to send every keystroke, short enough to feel live. */
const TYPING_PAUSE_MS = 150;
const FIRST_RETRY_MS = 1000;
const LAST_RETRY_MS = 15_000;
const KEPT_TEXTS = 6;

const contentOf = (view: DraftView): DraftContent => {
  const { sourceText, sourceName, format, columnMapping, options, decisions } = view;
  return { sourceText, sourceName, format, columnMapping, options, decisions };
};

/** Equal whatever the order of keys: the database keeps none. */
const canonical = (content: DraftContent): string =>
  JSON.stringify(content, (_, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );

/** The status of a refusal; see DraftRefusal. */
const statusOf = (error: unknown): number =>
  error instanceof Error && 'status' in error && typeof error.status === 'number' ? error.status : 0;
const continueInOf = (error: unknown): string | null =>
  error instanceof Error && 'continueIn' in error && typeof error.continueIn === 'string'
    ? error.continueIn
    : null;

/**
 * Keeps a draft on the server while it is edited. One request at a time, each with everything that changed since the one
 * before; what can't be sent waits and is never lost. Two writers are told apart by the revision: the later one is asked.
 */
export class DraftSaver {
  #snapshot: DraftSnapshot;
  #pending: Partial<DraftContent> = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isBusy = false;
  #retryMs = FIRST_RETRY_MS;
  readonly #texts = new Map<number, string>();
  readonly #listeners = new Set<() => void>();
  readonly #server: Server;

  constructor(view: DraftView, server: Server) {
    this.#server = server;
    this.#texts.set(view.rev, view.sourceText);
    this.#snapshot = {
      content: contentOf(view),
      rev: view.rev,
      isSaved: true,
      state: 'saved',
      problem: null,
      continueIn: null,
      theirs: null,
      generation: 0,
    };
  }

  readonly snapshot = (): DraftSnapshot => this.#snapshot;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The text that a revision was saved with, if it was one of the last. */
  textOf(rev: number): string | undefined {
    return this.#texts.get(rev);
  }

  readonly change = (part: Partial<DraftContent>): void => {
    this.#pending = { ...this.#pending, ...part };
    this.#set({ content: { ...this.#snapshot.content, ...part }, isSaved: false });
    this.#later(TYPING_PAUSE_MS);
  };

  /** Sends what waits now instead of after the pause. */
  readonly flush = (): void => this.#later(0);

  /** Goes on with what is here; the other version is replaced. */
  readonly keepMine = (): void => {
    const { theirs, content } = this.#snapshot;
    if (theirs === null) return;
    this.#pending = { ...content };
    this.#set({ rev: theirs.rev, theirs: null, state: 'saving', isSaved: false });
    this.#later(0);
  };

  /** Goes on with the other version; what is here is dropped. */
  readonly takeTheirs = (): void => {
    const { theirs, generation } = this.#snapshot;
    if (theirs === null) return;
    this.#pending = {};
    this.#texts.set(theirs.rev, theirs.sourceText);
    this.#set({
      ...{ content: contentOf(theirs), rev: theirs.rev, theirs: null, problem: null },
      ...{ state: 'saved', isSaved: true, generation: generation + 1 },
    });
  };

  #set(part: Partial<DraftSnapshot>): void {
    this.#snapshot = { ...this.#snapshot, ...part };
    for (const listener of this.#listeners) listener();
  }

  #later(pauseMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), pauseMs);
  }

  async #send(): Promise<void> {
    const { state, rev } = this.#snapshot;
    if (this.#isBusy || Object.keys(this.#pending).length === 0) return;
    if (state === 'conflict' || state === 'gone') return;
    const part = this.#pending;
    const text = this.#snapshot.content.sourceText;
    this.#pending = {};
    this.#isBusy = true;
    this.#set({ state: 'saving' });
    try {
      const saved = await this.#server.save({ rev, ...part });
      this.#remember(saved.rev, text);
      this.#retryMs = FIRST_RETRY_MS;
      const isSaved = Object.keys(this.#pending).length === 0;
      this.#set({ rev: saved.rev, isSaved, state: isSaved ? 'saved' : 'saving', problem: null });
    } catch (error) {
      this.#pending = { ...part, ...this.#pending };
      await this.#recover(error);
    } finally {
      this.#isBusy = false;
    }
    if (this.#snapshot.state === 'saving') this.#later(0);
  }

  #remember(rev: number, text: string): void {
    this.#texts.set(rev, text);
    for (const old of this.#texts.keys()) if (this.#texts.size > KEPT_TEXTS) this.#texts.delete(old);
  }

  async #recover(error: unknown): Promise<void> {
    const status = statusOf(error);
    const problem = error instanceof Error ? error.message : null;
    if (status === 409) await this.#compare();
    else if (status === 404) this.#set({ state: 'gone', problem });
    else if (status >= 400 && status < 500)
      this.#set({ state: 'refused', problem, continueIn: continueInOf(error) });
    else this.#retry(problem);
  }

  #retry(problem: string | null): void {
    this.#set({ state: 'retrying', problem });
    this.#later(this.#retryMs);
    this.#retryMs = Math.min(LAST_RETRY_MS, this.#retryMs * 2);
  }

  /** A revision is also old when the answer to one's own saving got lost: then both versions are equal. */
  async #compare(): Promise<void> {
    try {
      const theirs = await this.#server.read();
      if (canonical(contentOf(theirs)) === canonical(this.#snapshot.content)) {
        this.#pending = {};
        this.#remember(theirs.rev, theirs.sourceText);
        this.#set({ rev: theirs.rev, isSaved: true, state: 'saved', problem: null });
      } else this.#set({ state: 'conflict', theirs, problem: null });
    } catch (error) {
      if (statusOf(error) === 404) this.#set({ state: 'gone' });
      else this.#retry(error instanceof Error ? error.message : null);
    }
  }
}
