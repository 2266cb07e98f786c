/** Which permissions the page gets: the camera, for photographs of a unit; nothing else, and nobody else. */
import { appOrigin } from './app-scheme.ts';

export interface PermissionRequest {
  readonly permission: string;
  /** Origin or address of the page that asks, as Electron gives it. */
  readonly origin: string;
  readonly isMainFrame: boolean;
  readonly mediaTypes?: readonly string[] | undefined;
}

/** Whether it is granted. */
export function isPermitted({ permission, origin, isMainFrame, mediaTypes }: PermissionRequest): boolean {
  if (permission !== 'media' || !isMainFrame || !isOurs(origin)) return false;
  return mediaTypes !== undefined && mediaTypes.length > 0 && mediaTypes.every((type) => type === 'video');
}

/** Whether an address or origin is the application's own. */
export function isOurs(address: string): boolean {
  return address === appOrigin || address.startsWith(`${appOrigin}/`);
}
