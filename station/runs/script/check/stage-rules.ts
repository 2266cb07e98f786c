/**
 * Rules about stages: each has a name of its own that stands in the text, what it does can be undone, and its callbacks
 * keep nothing in outer variables, because a resume would find them empty.
 */
import ts from 'typescript';
import { type CheckFinding, findingAt } from './finding.ts';
import type { AuthorProgram } from './program.ts';
import { contextWord, isDeclaredOutside, isStageWord, rootName, walk } from './syntax.ts';

/** Methods that change what they are called on. */
const changing = new Set([
  'push',
  'pop',
  'shift',
  'unshift',
  'splice',
  'sort',
  'reverse',
  'fill',
  'set',
  'add',
  'delete',
  'clear',
]);

/** `check/name-not-literal`, `check/name-twice`, `check/stage-in-loop`, `check/no-undo`, `check/outer-assignment`. */
export function stageRules(sources: readonly ts.SourceFile[], author: AuthorProgram): CheckFinding[] {
  const findings: CheckFinding[] = [];
  const names = new Set<string>();
  for (const source of sources) {
    walk(source, (node) => {
      const word = contextWord(node, author);
      if (!ts.isCallExpression(node) || !isStageWord(word)) return;
      findings.push(...nameFindings(node, names));
      if (isInLoop(node)) findings.push(findingAt(node, 'check/stage-in-loop', { word }));
      if (word === 'establish' && !hasUndo(node.arguments[2])) findings.push(findingAt(node, 'check/no-undo'));
      for (const argument of node.arguments.slice(1)) findings.push(...callbackFindings(argument, author));
    });
  }
  return findings;
}

function nameFindings(call: ts.CallExpression, names: Set<string>): CheckFinding[] {
  const name = call.arguments[0];
  if (name === undefined) return [];
  if (!ts.isStringLiteralLike(name)) return [findingAt(name, 'check/name-not-literal')];
  if (names.has(name.text)) return [findingAt(name, 'check/name-twice', { name: name.text })];
  names.add(name.text);
  return [];
}

/** A stage that happens several times under one name cannot be told apart on resume. */
function isInLoop(node: ts.Node): boolean {
  for (let outer = node.parent; outer !== undefined && !ts.isSourceFile(outer); outer = outer.parent) {
    if (ts.isIterationStatement(outer, false)) return true;
  }
  return false;
}

function hasUndo(undo: ts.Expression | undefined): boolean {
  if (undo === undefined || undo.kind === ts.SyntaxKind.NullKeyword || undo.getText() === 'undefined') return false;
  if (!ts.isArrowFunction(undo) && !ts.isFunctionExpression(undo)) return true;
  return !ts.isBlock(undo.body) || undo.body.statements.length > 0;
}

/** Looks through the functions in one argument (also those inside an options object). */
function callbackFindings(argument: ts.Expression, author: AuthorProgram): CheckFinding[] {
  if (ts.isObjectLiteralExpression(argument)) {
    return argument.properties.flatMap((property) =>
      ts.isPropertyAssignment(property) ? callbackFindings(property.initializer, author) : [],
    );
  }
  if (!ts.isArrowFunction(argument) && !ts.isFunctionExpression(argument)) return [];
  const findings: CheckFinding[] = [];
  walk(argument, (node) => {
    const target = changedExpression(node);
    const name = target === undefined ? undefined : rootName(target);
    if (name !== undefined && isDeclaredOutside(name, argument, author)) {
      findings.push(findingAt(node, 'check/outer-assignment', { name: name.text }));
    }
  });
  return findings;
}

/** What a node changes: the left side of an assignment, the operand of `++`, the object of `list.push(…)`. */
function changedExpression(node: ts.Node): ts.Expression | undefined {
  if (ts.isBinaryExpression(node)) {
    const { kind } = node.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    return assigns ? node.left : undefined;
  }
  if (ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) {
    const { operator } = node;
    const steps = operator === ts.SyntaxKind.PlusPlusToken || operator === ts.SyntaxKind.MinusMinusToken;
    return steps ? node.operand : undefined;
  }
  if (ts.isDeleteExpression(node)) return node.expression;
  if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
    return changing.has(node.expression.name.text) ? node.expression.expression : undefined;
  }
  return undefined;
}
