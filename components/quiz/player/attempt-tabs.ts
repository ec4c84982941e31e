/** "This tab writes now", to the other tabs of the browser. */
interface TakenHere {
  readonly attemptId: string;
  readonly owner: string;
}

const CHANNEL = 'cutscore-attempt';

/**
 * The tabs of one browser that have exams open settle between them who writes, without waiting for the server to say so. Only
 * what the server has granted is told; who hears nothing learns it with the next answer all the same.
 */
export class AttemptTabs {
  readonly #channel = new BroadcastChannel(CHANNEL);
  readonly #here: TakenHere;

  constructor(here: TakenHere, overtaken: () => void) {
    this.#here = here;
    this.#channel.addEventListener('message', ({ data }: MessageEvent<TakenHere>) => {
      if (data.attemptId === here.attemptId && data.owner === here.owner) overtaken();
    });
  }

  tellTaken(): void {
    this.#channel.postMessage(this.#here);
  }

  close(): void {
    this.#channel.close();
  }
}
