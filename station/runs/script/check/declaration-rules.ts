/** Rules about the declaration: what is declared is used, and what is wrong with it is told where it stands. */
import ts from 'typescript';
import type { Failure } from '../../../../foundation/failure.ts';
import type { DeclaredProcedure } from '../../../../procedures/language/procedure.ts';
import { type CheckFinding, findingAt, findingIn } from './finding.ts';
import type { AuthorProgram } from './program.ts';
import { contextWord, isStageWord, walk } from './syntax.ts';

/** `check/measure-never-set` and `check/stage-never-begun`, by the literal names in the text. */
export function declarationRules(
  declared: DeclaredProcedure,
  main: ts.SourceFile,
  author: AuthorProgram,
): CheckFinding[] {
  const stages = new Set<string>();
  const measured = new Set<string>();
  let everyKeyIsLiteral = true;
  for (const source of author.files) {
    walk(source, (node) => {
      // A part that judges for the procedure is handed the key as a text: being named anywhere is enough.
      if (ts.isStringLiteralLike(node)) measured.add(node.text);
      const word = contextWord(node, author);
      if (!ts.isCallExpression(node) || word === undefined) return;
      const name = node.arguments[0];
      const literal = name !== undefined && ts.isStringLiteralLike(name) ? name.text : undefined;
      if (isStageWord(word) && literal !== undefined) stages.add(literal);
      if (word !== 'measure' && word !== 'notMeasured') return;
      if (literal === undefined) everyKeyIsLiteral = false;
    });
  }
  const unset = Object.keys(declared.measures).filter((key) => !measured.has(key));
  const idle = Object.keys(declared.stages).filter((name) => !stages.has(name));
  const at = (path: string) => propertyAt(main, path) ?? main;
  return [
    ...(everyKeyIsLiteral ? unset : []).map((key) =>
      findingAt(at(`measures.${key}`), 'check/measure-never-set', { key }),
    ),
    ...idle.map((name) => findingAt(at(`stages.${name}`), 'check/stage-never-begun', { name })),
  ];
}

/** A failure of bundling or describing, at the place it is about where that can be told. */
export function bundleFinding(failure: Failure, main: ts.SourceFile): CheckFinding {
  const { file, line, column, where } = failure.params;
  if (typeof file === 'string' && file !== '' && typeof line === 'number') {
    return { ...failure, file, line, column: typeof column === 'number' ? column : 1 };
  }
  const place = typeof where === 'string' ? propertyAt(main, where) : undefined;
  return place === undefined
    ? findingIn(main, 0, failure.code, failure.params)
    : findingAt(place, failure.code, failure.params);
}

/** The property `measures.sag` of any object in the file; of several the first. */
function propertyAt(source: ts.SourceFile, path: string): ts.Node | undefined {
  let scope: ts.Node = source;
  let found: ts.Node | undefined;
  for (const name of path.split('.')) {
    let inner: ts.Node | undefined;
    walk(scope, (node) => {
      const isNamed = ts.isPropertyAssignment(node) && (ts.isIdentifier(node.name) || ts.isStringLiteral(node.name));
      if (inner === undefined && isNamed && node.name.text === name) inner = node;
    });
    if (inner === undefined) return found;
    found = inner;
    scope = inner;
  }
  return found;
}
