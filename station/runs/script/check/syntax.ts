/** Questions about the syntax of a procedure that several rules ask. */
import ts from 'typescript';
import type { AuthorProgram } from './program.ts';

/** The words of the context that open a stage. */
export type StageWord = 'establish' | 'step' | 'soak';

/** The name of the context's method when `node` calls one of the language's own context, else undefined. */
export function contextWord(node: ts.Node, author: AuthorProgram): string | undefined {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return undefined;
  const declaration = author.checker.getResolvedSignature(node)?.declaration;
  if (declaration === undefined || !author.isLanguage(declaration)) return undefined;
  return declaration.getSourceFile().fileName.endsWith('/context.ts') ? node.expression.name.text : undefined;
}

/** Whether the word opens a stage. */
export function isStageWord(word: string | undefined): word is StageWord {
  return word === 'establish' || word === 'step' || word === 'soak';
}

/** Whether a call ends in the language, or in a function the author has written. */
export function isKnownCall(call: ts.CallExpression, author: AuthorProgram): boolean {
  const declaration = author.checker.getResolvedSignature(call)?.declaration;
  if (declaration === undefined) return false;
  return author.isLanguage(declaration) || author.files.includes(declaration.getSourceFile());
}

/** Whether an expression's value is a promise. */
export function isPromise(node: ts.Expression, { checker }: AuthorProgram): boolean {
  return checker.getTypeAtLocation(node).getSymbol()?.getName() === 'Promise';
}

/** `a` of `a.b[c].d`; undefined when it begins with anything but a name. */
export function rootName(node: ts.Expression): ts.Identifier | undefined {
  if (ts.isIdentifier(node)) return node;
  if (ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)) return rootName(node.expression);
  if (ts.isNonNullExpression(node) || ts.isParenthesizedExpression(node) || ts.isAsExpression(node)) {
    return rootName(node.expression);
  }
  return undefined;
}

/** Whether the name means a variable that is declared outside `container`. */
export function isDeclaredOutside(name: ts.Identifier, container: ts.Node, { checker }: AuthorProgram): boolean {
  const declarations = checker.getSymbolAtLocation(name)?.getDeclarations() ?? [];
  return declarations.some((declaration) => {
    const sameFile = declaration.getSourceFile() === container.getSourceFile();
    return !sameFile || declaration.pos < container.pos || declaration.end > container.end;
  });
}

/** Calls `visit` for the node and everything in it. */
export function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => walk(child, visit));
}
