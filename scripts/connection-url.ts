/** The parts of a PostgreSQL URL that commands change or show. All functions are pure; none prints a password. */

/** Parses a `postgresql://` URL. Throws a sentence that names the variable when it is not one. */
export function parseConnectionUrl(url: string, variable: string): URL {
  const example = 'postgresql://user:password@host:5432/database';
  if (!URL.canParse(url)) throw new Error(`${variable} is not a URL. Expected ${example}.`);
  const parsed = new URL(url);
  if (parsed.protocol !== 'postgresql:' && parsed.protocol !== 'postgres:') {
    throw new Error(
      `${variable} starts with ${parsed.protocol}// instead of postgresql://. Expected ${example}.`,
    );
  }
  if (parsed.pathname.length < 2) throw new Error(`${variable} names no database. Expected ${example}.`);
  return parsed;
}

export function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

export function userOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

export function passwordOf(url: string): string {
  return decodeURIComponent(new URL(url).password);
}

/** The same server, user and parameters, another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.href;
}

/** The same server, database and parameters, another user. */
export function withUser(url: string, user: string, password: string): string {
  const changed = new URL(url);
  changed.username = encodeURIComponent(user);
  changed.password = encodeURIComponent(password);
  return changed.href;
}

/** The same database through another address: how a test puts a proxy in between. */
export function withAddress(url: string, host: string, port: number): string {
  const changed = new URL(url);
  changed.hostname = host;
  changed.port = String(port);
  return changed.href;
}

/** `user@host:port/database`, fit for a screen or a log. */
export function describeUrl(url: string): string {
  const { hostname, port } = new URL(url);
  return `${userOf(url)}@${hostname}:${port || '5432'}/${databaseOf(url)}`;
}
