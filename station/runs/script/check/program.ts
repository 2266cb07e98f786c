/**
 * The compiler's view of a procedure: only the language and the standard library, and types as strict as the house's, but
 * for `exactOptionalPropertyTypes`, which explains a wrong unit in words that no author understands.
 */
import path from 'node:path';
import ts from 'typescript';
import { languageSpecifier, type SourceRooms } from '../allowed-imports.ts';
import { type CheckFinding, findingIn } from './finding.ts';
import { forbiddenGlobals } from './forbidden-globals.ts';

/** A procedure's program with the author's own files picked out. */
export interface AuthorProgram {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  readonly files: readonly ts.SourceFile[];
  /** Whether a declaration belongs to the language (or the foundation below it). */
  isLanguage(node: ts.Node): boolean;
}

/** Parses and binds the procedure in `file` (absolute). */
export function authorProgram(file: string, rooms: SourceRooms): AuthorProgram {
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    types: [],
    strict: true,
    noUncheckedIndexedAccess: true,
    erasableSyntaxOnly: true,
    allowImportingTsExtensions: true,
    skipLibCheck: true,
    noEmit: true,
    paths: { [languageSpecifier]: [path.join(rooms.language, 'index.ts')] },
  };
  const program = ts.createProgram([file], options, hostWithKeptLibrary(options));
  const isWithin = (folder: string, name: string) => path.resolve(name).startsWith(folder + path.sep);
  const isLanguageFile = (name: string) => isWithin(rooms.language, name) || isWithin(rooms.foundation, name);
  return {
    program,
    checker: program.getTypeChecker(),
    files: program.getSourceFiles().filter((source) => !source.isDeclarationFile && !isLanguageFile(source.fileName)),
    isLanguage: (node) => isLanguageFile(node.getSourceFile().fileName),
  };
}

const library = new Map<string, ts.SourceFile>();

/** The standard library never changes while the station runs; parsing it once makes every later check several times faster. */
function hostWithKeptLibrary(options: ts.CompilerOptions): ts.CompilerHost {
  const host = ts.createCompilerHost(options);
  const parse = host.getSourceFile.bind(host);
  host.getSourceFile = (name, ...rest) => {
    const kept = library.get(name);
    if (kept !== undefined) return kept;
    const source = parse(name, ...rest);
    if (source !== undefined && /[\\/]lib\.[\w.]+\.d\.ts$/.test(name)) library.set(name, source);
    return source;
  };
  return host;
}

/** What the compiler has to say about the author's files: `check/type {message, number}`. */
export function typeFindings({ program, files }: AuthorProgram): CheckFinding[] {
  const findings: CheckFinding[] = [];
  for (const source of files) {
    const diagnostics = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    for (const { start, messageText, code } of diagnostics) {
      const message = ts.flattenDiagnosticMessageText(messageText, '\n');
      // A clock that does not exist has a finding of its own that says why.
      if (code === 2304 && forbiddenGlobals.some((name) => message.includes(`'${name}'`))) continue;
      findings.push(findingIn(source, start ?? 0, 'check/type', { message, number: code }));
    }
  }
  return findings;
}
