import 'server-only';
import pg from 'pg';
import { ConnectionGate, type GateRules } from './connection-gate';

type Release = (error?: Error | boolean) => void;
type Taken = (error: Error | undefined, client: pg.PoolClient | undefined, release: Release) => void;

/** A connection pool with a queue that knows when it can't serve somebody, and says so. */
export class GatedPool extends pg.Pool {
  readonly gate: ConnectionGate;

  constructor(config: pg.PoolConfig, rules: GateRules) {
    super({ ...config, max: rules.size });
    this.gate = new ConnectionGate(rules);
  }

  // biome-ignore lint/suspicious/noExplicitAny: with a callback, as `query` of the package calls it, and without, as everybody else.
  override connect(callback?: Taken): any {
    const taking = this.take();
    if (!callback) return taking;
    taking.then(
      (client) => callback(undefined, client, client.release),
      (error: Error) => callback(error, undefined, () => {}),
    );
  }

  private async take(): Promise<pg.PoolClient> {
    await this.gate.enter();
    let client: pg.PoolClient;
    try {
      const mustOpen = this.idleCount === 0;
      const connection = super.connect();
      client = await (mustOpen ? this.gate.whileOpening(connection) : connection);
    } catch (error) {
      this.gate.leave();
      throw error;
    }
    const release = client.release.bind(client);
    client.release = (error) => {
      release(error);
      this.gate.leave();
    };
    return client;
  }
}
