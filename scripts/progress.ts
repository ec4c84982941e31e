/** Numbered steps on the screen, each with the time it took. */
export interface Progress {
  /** Runs one step: its title before, what it returned (a short sentence, or nothing) and the seconds after. */
  readonly step: (title: string, work: (note: Note) => Promise<string | undefined>) => Promise<void>;
}

/** Prints one line that belongs to the running step. */
export type Note = (line: string) => void;

export function formatSeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

const indent = '      ';

/** Steps numbered 1 to `total`. */
export function startProgress(total: number, print: (line: string) => void = console.log): Progress {
  let number = 0;
  return {
    async step(title, work) {
      number += 1;
      const startedAt = Date.now();
      print(`[${number}/${total}] ${title}`);
      const result = (await work((line) => print(`${indent}${line}`))) ?? 'done';
      print(`${indent}${result} (${formatSeconds(Date.now() - startedAt)})`);
    },
  };
}
