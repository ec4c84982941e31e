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
      [...text.matchAll(/^export (?!type |const \w+ = define(Public|Person)?Action\b).*$/gm)].map(
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
      [...text.matchAll(/^export (?!const (GET|POST|PUT|DELETE|PATCH) = define(Exam)?Route\b).*$/gm)].map(
        (m) => `${path}: ${m[0]}`,
      ),
    );
    expect(others).toEqual([]);
  });

  it('lets no screen call a server action by itself or throw its outcome away', () => {
    const direct = placesOf(files, /useActionState\(|as unknown as ActCall/);
    const own = /^components\/forms\/(use-act\.ts|action-form\.tsx):|^lib\/infra\/http\/answer-action\.ts:/;
    expect(direct.filter((place) => !own.test(place))).toEqual([]);
    const acts = files.flatMap(({ path, text }) =>
      [...text.matchAll(/const (\w+) = useAct\(/g)].map(([, name]) => ({ path, text, name })),
    );
    expect(acts.length).toBeGreaterThan(25);
    const silent = acts.filter(
      ({ text, name }) =>
        !new RegExp(
          `\\b${name}\\.state\\b|\\bstate\\b[^}]*\\} = ${name};|<(?!ActionForm)\\w+ act=\\{${name}\\}`,
        ).test(text),
    );
    expect(silent.map(({ path, name }) => `${path}: ${name}`)).toEqual([]);
  });

  it('sends forms only in ways that stay in the organisation of their page', () => {
    const forms = files.flatMap(({ path, text }) =>
      [...text.matchAll(/<form\b/g)].map(({ index }) => ({
        path,
        attributes: text.slice(index, index + 300),
      })),
    );
    expect(forms.length).toBeGreaterThan(3);
    const others = forms.filter(
      ({ path, attributes }) =>
        !/method="dialog"|onSubmit=/.test(attributes) &&
        path !== 'components/forms/action-form.tsx' &&
        !path.startsWith('app/(gallery)/'),
    );
    expect(others.map(({ path }) => path)).toEqual([]);
  });

  it('takes an action apart only where its outcome is kept', () => {
    const taken =
      placesOf(files, /= useAct\(/).length -
      placesOf(files, /const (\w+|\{.*\bstate\b.*\}) = useAct\(/).length;
    expect(taken).toBe(0);
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
        /^lib\/(infra\/(tenant-scope|jobs\/worker)|features\/(exam|attempt|assignment)\/(data|commands))\.ts$/,
      );
  });
});
