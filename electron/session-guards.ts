/**
 * What the session of the page may do. Guarantees: every permission but the camera is refused; nothing is loaded from
 * anywhere but the application; a download asks where to, and only the page itself can start one.
 */
import type { Session, WebContents } from 'electron';
import { answerRequest, appScheme, type SchemeOptions } from './app-scheme.ts';
import { isOurs, isPermitted } from './permissions.ts';
import { answerPicture, isPictureAddress } from './picture-address.ts';

export interface GuardParts {
  readonly scheme: SchemeOptions;
  /** Folder of the evidence, where the pictures of procedures are kept. */
  readonly evidence: string;
  readonly devServer: string | undefined;
  /** For `npm run dev`: the answer of the development server, with the policy for it. */
  proxy(request: Request): Promise<Response>;
  log(line: string): void;
  downloadTitle(): string;
}

export function guardSession(session: Session, parts: GuardParts): void {
  const { scheme, evidence, devServer, proxy, log, downloadTitle } = parts;
  session.protocol.handle(appScheme, (request) => {
    if (isPictureAddress(request.url)) return answerPicture(request, evidence);
    return devServer === undefined ? answerRequest(request, scheme) : proxy(request);
  });
  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? details.mediaTypes : undefined;
    const isMainFrame = details.isMainFrame && isPage(contents);
    const granted = isPermitted({ permission, origin: details.requestingUrl, isMainFrame, mediaTypes });
    if (!granted) log(`permission refused: ${permission}`);
    answer(granted);
  });
  session.setPermissionCheckHandler((_contents, permission, origin, details) => {
    const mediaTypes = details.mediaType === undefined ? undefined : [details.mediaType];
    return isPermitted({ permission, origin, isMainFrame: details.isMainFrame, mediaTypes });
  });
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, answer) => {
    const cancel = !isLoadable(details.url, devServer);
    if (cancel) log(`request refused: ${details.url.slice(0, 200)}`);
    answer({ cancel });
  });
  session.on('will-download', (event, item) => {
    const from = item.getURL().replace(/^blob:/, '');
    if (isOurs(from) || from.startsWith('data:')) item.setSaveDialogOptions({ title: downloadTitle() });
    else event.preventDefault();
  });
}

/** Whether the page may load from that address at all, whatever its policy says. */
export function isLoadable(address: string, devServer: string | undefined): boolean {
  if (/^(blob:)?ohmstead:\/\/app\//.test(address) || address.startsWith('data:') || address.startsWith('devtools://'))
    return true;
  if (devServer === undefined) return false;
  return address.startsWith(`${devServer}/`) || address.startsWith(devServer.replace(/^http/, 'ws'));
}

function isPage(contents: WebContents | null): boolean {
  return contents !== null && isOurs(contents.getURL());
}
