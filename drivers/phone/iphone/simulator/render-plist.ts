/** Property lists as the tools print them, made of plain values. Guarantees text that every XML reader takes. */

export type Plain = string | number | bigint | boolean | readonly Plain[] | { readonly [key: string]: Plain };

const head =
  '<?xml version="1.0" encoding="UTF-8"?>\n' +
  '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n';

/** The whole document. */
export function renderPlist(value: Plain): string {
  return `${head}<plist version="1.0">\n${render(value, '')}</plist>\n`;
}

function render(value: Plain, indent: string): string {
  if (typeof value === 'boolean') return `${indent}<${value}/>\n`;
  if (typeof value === 'bigint') return `${indent}<integer>${value}</integer>\n`;
  if (typeof value === 'number') {
    const kind = Number.isInteger(value) ? 'integer' : 'real';
    return `${indent}<${kind}>${value}</${kind}>\n`;
  }
  if (typeof value === 'string') return `${indent}<string>${escaped(value)}</string>\n`;
  if (Array.isArray(value)) {
    return `${indent}<array>\n${value.map((each) => render(each, `${indent}\t`)).join('')}${indent}</array>\n`;
  }
  const inner = Object.entries(value as Readonly<Record<string, Plain>>).map(
    ([key, each]) => `${indent}\t<key>${escaped(key)}</key>\n${render(each, `${indent}\t`)}`,
  );
  return `${indent}<dict>\n${inner.join('')}${indent}</dict>\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
