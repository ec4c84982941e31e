/**
 * The life of a command that starts things: what has to be undone is registered when it starts, and undone in the
 * opposite order, however the command ends.
 */
export interface Lifetime {
  /** Aborted by the first Ctrl-C, SIGTERM or closed terminal. */
  readonly signal: AbortSignal;
  readonly atEnd: (undo: () => Promise<void> | void) => void;
  /** Resolves when the signal is aborted. */
  readonly stopped: Promise<void>;
}

/** Runs `work` within a lifetime. A failure that only says "it was stopped" is no failure. */
export async function withLifetime(work: (lifetime: Lifetime) => Promise<void>): Promise<void> {
  const controller = new AbortController();
  const undo: (() => Promise<void> | void)[] = [];
  const stopped = new Promise<void>((resolve) => {
    controller.signal.addEventListener('abort', () => resolve(), { once: true });
  });
  const onSignal = () => {
    if (!controller.signal.aborted) console.log('\nStopping ...');
    controller.abort();
  };
  // Stays registered while everything stops: a second Ctrl-C must not leave half of it running.
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);
  try {
    await work({ signal: controller.signal, stopped, atEnd: (each) => undo.push(each) });
  } catch (error) {
    if (!controller.signal.aborted) throw error;
  } finally {
    for (const each of undo.reverse()) await each();
    if (controller.signal.aborted) console.log('Stopped.');
  }
}
