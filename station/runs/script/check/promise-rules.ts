/** Rules about time: no clocks and no chance, nothing awaited but the station, and nothing left unawaited. */
import ts from 'typescript';
import { type CheckFinding, findingAt } from './finding.ts';
import { forbiddenGlobals } from './forbidden-globals.ts';
import type { AuthorProgram } from './program.ts';
import { isKnownCall, isPromise, walk } from './syntax.ts';

/** `check/no-clock`, `check/foreign-await`, `check/unawaited`. */
export function promiseRules(source: ts.SourceFile, author: AuthorProgram): CheckFinding[] {
  const findings: CheckFinding[] = [];
  walk(source, (node) => {
    const forbidden = forbiddenName(node, author);
    if (forbidden !== undefined) findings.push(findingAt(node, 'check/no-clock', { name: forbidden }));
    if (ts.isAwaitExpression(node) && !mayBeAwaited(node.expression, author)) {
      findings.push(findingAt(node, 'check/foreign-await', { awaited: node.expression.getText().slice(0, 80) }));
    }
    const dropped = droppedPromise(node, author);
    if (dropped !== undefined) {
      findings.push(findingAt(dropped, 'check/unawaited', { call: dropped.getText().slice(0, 80) }));
    }
  });
  return findings;
}

function forbiddenName(node: ts.Node, { checker, files }: AuthorProgram): string | undefined {
  if (ts.isPropertyAccessExpression(node) && node.getText() === 'Math.random') return 'Math.random';
  if (!ts.isIdentifier(node) || !forbiddenGlobals.includes(node.text)) return undefined;
  const isMember = ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
  const isKey = ts.isPropertyAssignment(node.parent) && node.parent.name === node;
  if (isMember || isKey) return undefined;
  const declarations = checker.getSymbolAtLocation(node)?.getDeclarations() ?? [];
  // The author's own variable of that name is no clock.
  return declarations.some((one) => files.includes(one.getSourceFile())) ? undefined : node.text;
}

function mayBeAwaited(awaited: ts.Expression, author: AuthorProgram): boolean {
  if (ts.isParenthesizedExpression(awaited)) return mayBeAwaited(awaited.expression, author);
  if (ts.isConditionalExpression(awaited)) {
    return mayBeAwaited(awaited.whenTrue, author) && mayBeAwaited(awaited.whenFalse, author);
  }
  if (!ts.isCallExpression(awaited)) return false;
  if (awaited.expression.getText() === 'Promise.all') {
    const list = awaited.arguments[0];
    return (
      list !== undefined &&
      ts.isArrayLiteralExpression(list) &&
      list.elements.every((element) => mayBeAwaited(element, author))
    );
  }
  return isKnownCall(awaited, author) && isPromise(awaited, author);
}

/** A promise that is only made, dropped with `void`, or put into a variable instead of being awaited. */
function droppedPromise(node: ts.Node, author: AuthorProgram): ts.Expression | undefined {
  let made: ts.Expression | undefined;
  if (ts.isExpressionStatement(node)) made = node.expression;
  else if (ts.isVoidExpression(node)) made = node.expression;
  else if (ts.isVariableDeclaration(node)) made = node.initializer;
  if (made !== undefined && ts.isVoidExpression(made)) return undefined;
  return made !== undefined && isPromise(made, author) ? made : undefined;
}
