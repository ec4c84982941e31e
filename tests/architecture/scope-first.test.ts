import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { ROOT, shippedFiles } from './source-files';

const files = shippedFiles(['lib/features']).filter(({ path }) => /\/(data|commands)\.ts$/.test(path));

/** Every exported function of a file with its first parameter, read from the compiler's own tree. */
function exportedFunctions(path: string, text: string) {
  const source = ts.createSourceFile(join(ROOT, path), text, ts.ScriptTarget.ES2023, true);
  const found: { name: string; first: string }[] = [];
  const isExported = (node: ts.HasModifiers) =>
    ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false;
  const firstOf = (parameters: ts.NodeArray<ts.ParameterDeclaration>) => parameters[0]?.getText() ?? '(none)';
  source.forEachChild((node) => {
    if (ts.isFunctionDeclaration(node) && isExported(node)) {
      found.push({ name: node.name?.text ?? 'default', first: firstOf(node.parameters) });
    } else if (ts.isVariableStatement(node) && isExported(node)) {
      for (const declaration of node.declarationList.declarations) {
        const value = declaration.initializer;
        const isFunction = value && (ts.isArrowFunction(value) || ts.isFunctionExpression(value));
        found.push({
          name: declaration.name.getText(),
          first: isFunction ? firstOf(value.parameters) : '(not a function)',
        });
      }
    }
  });
  return found;
}

describe('data and commands', () => {
  it('exist', () => {
    expect(files.length).toBeGreaterThan(8);
  });

  it('take the tenant scope first, in every export', () => {
    const offenders = files.flatMap(({ path, text }) =>
      exportedFunctions(path, text)
        .filter(({ first }) => !/^scope: (TenantScope|MemberScope)\b/.test(first))
        .map(({ name, first }) => `${path} ${name}(${first})`),
    );
    expect(offenders).toEqual([]);
  });
});
