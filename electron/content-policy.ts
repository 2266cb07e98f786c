/** What the page may load and run: nothing but the application's own files. Sent as a header with every answer. */

/** React Aria puts this one rule into the document when it is first used: `touch-action` for what can be pressed. */
const allowedStyleHashes: readonly string[] = ["'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='"];

const production = {
  'default-src': ["'none'"],
  'script-src': ["'self'", "'wasm-unsafe-eval'"],
  'style-src': ["'self'", ...allowedStyleHashes],
  'img-src': ["'self'", 'blob:', 'data:'],
  'connect-src': ["'self'"],
  'worker-src': ["'self'"],
  'font-src': ["'self'"],
  'media-src': ["'self'", 'blob:'],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
  'require-trusted-types-for': ["'script'"],
  'trusted-types': ["'none'"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The policy of the built application. */
export const contentPolicy = policyText(production);

/** For `npm run dev` only: hot reload needs inline scripts and styles and a socket to the development server. */
export function developmentPolicy(server: string): string {
  const { 'require-trusted-types-for': _types, 'trusted-types': _policies, ...rest } = production;
  return policyText({
    ...rest,
    'script-src': [...production['script-src'], "'unsafe-inline'", server],
    'style-src': ["'self'", "'unsafe-inline'"],
    'connect-src': ["'self'", server, server.replace(/^http/, 'ws')],
  });
}

function policyText(policy: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(policy)
    .map(([name, values]) => `${name} ${values.join(' ')}`)
    .join('; ');
}
