/** The rule about numbers of the author's own: they may scale what was measured, and are named where they are added to it. */
import ts from 'typescript';
import { type CheckFinding, findingAt } from './finding.ts';
import type { AuthorProgram } from './program.ts';
import { walk } from './syntax.ts';

/** Operations of the language in which a constant can stand in the place of a reading. */
const adding: readonly string[] = ['plus', 'minus', 'max', 'min'];
const constants: readonly string[] = ['constant', 'count'];

/** `check/constant-in-measure` for every constant added to, subtracted from or offered beside something measured. */
export function constantRules(source: ts.SourceFile, author: AuthorProgram): CheckFinding[] {
  const findings: CheckFinding[] = [];
  walk(source, (node) => {
    if (!ts.isCallExpression(node) || !adding.includes(quantityWord(node, author) ?? '')) return;
    if (node.arguments.some((argument) => isConstant(argument, author)))
      findings.push(findingAt(node, 'check/constant-in-measure', { call: node.getText().slice(0, 80) }));
  });
  return findings;
}

/** `plus` of `q.plus(…)`, when it is the language's own. */
function quantityWord(node: ts.Node, author: AuthorProgram): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const declaration = author.checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined || !author.isLanguage(declaration)) return undefined;
  return declaration.getSourceFile().fileName.endsWith('/quantity.ts') ? node.expression.name.text : undefined;
}

/** A constant, also one kept under a name or scaled. */
function isConstant(expression: ts.Expression, author: AuthorProgram): boolean {
  if (ts.isParenthesizedExpression(expression)) return isConstant(expression.expression, author);
  if (ts.isIdentifier(expression)) {
    const [declaration] = author.checker.getSymbolAtLocation(expression)?.getDeclarations() ?? [];
    if (declaration === undefined || !ts.isVariableDeclaration(declaration)) return false;
    return declaration.initializer !== undefined && isConstant(declaration.initializer, author);
  }
  if (!ts.isCallExpression(expression)) return false;
  const word = quantityWord(expression, author);
  if (word === undefined) return false;
  return (
    constants.includes(word) || expression.arguments.some((operand) => isConstant(operand, author) && word === 'scale')
  );
}
