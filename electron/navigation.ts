/** Where the window may go: nowhere but the application itself; and which links may be given to the system's browser. */
import { isOurs } from './permissions.ts';

/** Whether the window itself may load the address. */
export function mayNavigate(address: string): boolean {
  try {
    return isOurs(new URL(address).href);
  } catch {
    return false;
  }
}

/** Sites the application itself names. Empty: it works without any network. */
const linkedSites: readonly string[] = [];

/** Whether an address may be opened outside: `https:` to a site on the list, without a name and password in it. */
export function mayOpenOutside(address: string, sites: readonly string[] = linkedSites): boolean {
  try {
    const { protocol, host, username, password } = new URL(address);
    return protocol === 'https:' && username === '' && password === '' && sites.includes(host);
  } catch {
    return false;
  }
}
