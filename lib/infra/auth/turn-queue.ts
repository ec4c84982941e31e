import 'server-only';

/** Who waits for a turn. */
export interface Waiting {
  /** Those who wait in one lane are served one after the other; lanes take turns, so that a full one holds up no other. */
  readonly lane: string;
  /** Served before everybody who is not. */
  readonly first: boolean;
}

export interface TurnLimits {
  /** How many are served at the same time. */
  readonly atOnce: number;
  /** How many may wait altogether, and in one lane; whoever comes then is told so instead of waiting without end. */
  readonly waiting: number;
  readonly waitingPerLane: number;
}

type Serve = () => void;
type Lanes = Map<string, Serve[]>;

/** Nobody waits any longer than can be served in a few seconds: the turn was not given. */
export const NO_TURN = Symbol('no turn');

/** A bounded waiting list for something expensive. */
export class TurnQueue {
  private serving = 0;
  private waiting = 0;
  private readonly limits: TurnLimits;
  private readonly first: Lanes = new Map();
  private readonly others: Lanes = new Map();

  constructor(limits: TurnLimits) {
    this.limits = limits;
  }

  /** Does `work` when it is this one's turn; `NO_TURN` when too many wait already. */
  async take<T>({ lane, first }: Waiting, work: () => Promise<T>): Promise<T | typeof NO_TURN> {
    if (this.serving < this.limits.atOnce) this.serving += 1;
    else {
      const lanes = first ? this.first : this.others;
      const ahead = lanes.get(lane) ?? [];
      // Those who are served first have the list to themselves: others can't fill it up for them.
      const isFull = first ? sizeOf(this.first) >= this.limits.waiting : this.waiting >= this.limits.waiting;
      if (isFull || ahead.length >= this.limits.waitingPerLane) return NO_TURN;
      await this.wait(lanes, lane, ahead);
    }
    try {
      return await work();
    } finally {
      this.serveNext();
    }
  }

  private wait(lanes: Lanes, lane: string, ahead: Serve[]): Promise<void> {
    this.waiting += 1;
    return new Promise((resolve) => {
      ahead.push(resolve);
      lanes.set(lane, ahead);
    });
  }

  /** Hands the place on, so that nobody who comes in between takes it. */
  private serveNext(): void {
    const serve = takeFrom(this.first) ?? takeFrom(this.others);
    if (serve) {
      this.waiting -= 1;
      serve();
    } else this.serving -= 1;
  }
}

const sizeOf = (lanes: Lanes): number => [...lanes.values()].reduce((sum, { length }) => sum + length, 0);

/** The first of the lane that was served longest ago, which goes to the end. */
function takeFrom(lanes: Lanes): Serve | undefined {
  const [next] = lanes;
  if (!next) return undefined;
  const [lane, waiting] = next;
  const serve = waiting.shift();
  lanes.delete(lane);
  if (waiting.length > 0) lanes.set(lane, waiting);
  return serve;
}
