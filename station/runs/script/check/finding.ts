/** What the check has to say about a place in an author's file, as a code that is translated where it is shown. */
import type ts from 'typescript';
import type { Failure } from '../../../../foundation/failure.ts';

export interface CheckFinding extends Failure {
  /** Absolute path. */
  readonly file: string;
  /** From 1, as editors count. */
  readonly line: number;
  readonly column: number;
}

/** A finding at the beginning of `node`. */
export function findingAt(node: ts.Node, code: string, params: Failure['params'] = {}): CheckFinding {
  const file = node.getSourceFile();
  return findingIn(file, node.getStart(file), code, params);
}

/** A finding at a position of a file. */
export function findingIn(
  file: ts.SourceFile,
  position: number,
  code: string,
  params: Failure['params'] = {},
): CheckFinding {
  const { line, character } = file.getLineAndCharacterOfPosition(position);
  return { code, params, file: file.fileName, line: line + 1, column: character + 1 };
}
