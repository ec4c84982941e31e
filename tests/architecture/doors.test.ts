import { describe, expect, it } from 'vitest';
import { placesOf, shippedFiles } from './source-files';

const files = shippedFiles();
const rootFiles = shippedFiles(['lib']);

describe('the doors of the application', () => {
  it('keeps server code out of the browser by importing server-only', () => {
    const serverSide = rootFiles.filter(
      ({ path }) =>
        path.startsWith('lib/infra/') ||
        /^lib\/features\/[^/]+\/(data|commands|mappers|loaders)\.ts$/.test(path),
    );
    expect(serverSide.length).toBeGreaterThan(30);
    const open = serverSide.filter(({ text }) => !text.includes("import 'server-only'"));
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it('makes every server action through the one definition that authorises', () => {
    const actionFiles = files.filter(({ text }) => /^['"]use server['"]/m.test(text));
    expect(actionFiles.length).toBeGreaterThan(3);
    expect(
      actionFiles.filter(({ path }) => !/^lib\/features\/[^/]+\/actions\.ts$/.test(path)).map((f) => f.path),
    ).toEqual([]);
    const others = actionFiles.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?!type |const \w+ = define(Public)?Action\b).*$/gm)].map(
        (match) => `${path}: ${match[0]}`,
      ),
    );
    expect(others).toEqual([]);
  });

  it('makes every route handler through the one definition that authorises', () => {
    const routes = files.filter(({ path }) => /^app\/.*\/route\.ts$/.test(path));
    const open = routes.filter(({ path }) => !/^app\/api\/(auth|health|unreadable)\//.test(path));
    expect(open.length).toBeGreaterThan(3);
    const others = open.flatMap(({ path, text }) =>
      [...text.matchAll(/^export (?!const (GET|POST|PUT|DELETE|PATCH) = defineRoute\b).*$/gm)].map(
        (m) => `${path}: ${m[0]}`,
      ),
    );
    expect(others).toEqual([]);
  });

  it('never asks Prisma with findUnique, which merges calls of two tenants', () => {
    expect(placesOf(files, /\.findUnique(OrThrow)?\(/)).toEqual([]);
  });

  it('never sets a tenant beyond its transaction', () => {
    expect(placesOf(files, /set_config\([^)]*,\s*false\s*\)/i)).toEqual([]);
  });

  it('never fetches on the server on behalf of a browser', () => {
    const serverFiles = files.filter(
      ({ path, text }) => path.startsWith('lib/') && text.includes("'server-only'"),
    );
    expect(placesOf(serverFiles, /\bfetch\(/)).toEqual([]);
  });

  it('mints system scopes only where no member could act', () => {
    const callers = files
      .filter(({ text }) => text.includes('dangerousSystemScope('))
      .map(({ path }) => path);
    for (const path of callers)
      expect(path).toMatch(
        /^lib\/(infra\/(tenant-scope|jobs\/job-runner)|features\/(exam|attempt|assignment)\/(data|commands))\.ts$/,
      );
  });
});
