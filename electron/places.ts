/** Where the shell finds its parts and keeps its own things. */
import path from 'node:path';

export interface Places {
  /** The built files: `dist/`, inside the archive of an installed application. */
  readonly built: string;
  readonly preload: string;
  readonly screens: string;
  readonly stationEntry: string;
  readonly benchEntry: string;
  /** Of the station; everything the shell keeps is below it. */
  readonly data: string;
  readonly logs: string;
  /** Of the station, too: pictures are shown from here. */
  readonly evidence: string;
  readonly windowState: string;
  /** The address of the development server; undefined in anything but a checkout. */
  readonly devServer: string | undefined;
  /** The `esbuild` program outside the archive; undefined where the package finds it by itself. */
  readonly esbuild: string | undefined;
}

export interface PlacesInput {
  /** Folder of the running main file. */
  readonly built: string;
  readonly data: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly platform: string;
  readonly arch: string;
}

const archive = `${path.sep}app.asar${path.sep}`;

export function placesOf({ built, data, env, platform, arch }: PlacesInput): Places {
  const isInstalled = `${built}${path.sep}`.includes(archive);
  // Other screens and a development server are for a checkout; an installed application loads what it was shipped with.
  const screens = isInstalled ? undefined : env.OHMSTEAD_SCREENS;
  const devServer = isInstalled ? undefined : env.OHMSTEAD_DEV_SERVER;
  const program = platform === 'win32' ? 'esbuild.exe' : path.join('bin', 'esbuild');
  const unpacked = path.join(built.replace('app.asar', 'app.asar.unpacked'), '..', 'node_modules');
  return {
    built,
    preload: path.join(built, 'preload.cjs'),
    screens: screens === undefined ? path.join(built, 'renderer') : path.resolve(screens),
    stationEntry: path.join(built, 'station-entry.cjs'),
    benchEntry: path.join(built, 'bench-entry.cjs'),
    data,
    logs: path.join(data, 'logs'),
    evidence: path.join(data, 'evidence'),
    windowState: path.join(data, 'desktop', 'window.json'),
    devServer: devServer !== undefined && /^http:\/\/127\.0\.0\.1:\d+$/.test(devServer) ? devServer : undefined,
    esbuild: isInstalled ? path.join(unpacked, '@esbuild', `${platform}-${arch}`, program) : undefined,
  };
}

/** Variables that would change what a child process runs. */
const dangerous = /^(NODE_OPTIONS|NODE_PATH|NODE_EXTRA_CA_CERTS|ELECTRON_.*|npm_.*)$/i;

/** The surroundings of a child process: strings only, without what could change what it runs. */
export function childEnvironment(
  env: Readonly<Record<string, string | undefined>>,
  more: Readonly<Record<string, string | undefined>>,
): Record<string, string> {
  const all = Object.entries({ ...env, ...more });
  return Object.fromEntries(
    all.flatMap(([name, value]) => (value === undefined || dangerous.test(name) ? [] : [[name, value]])),
  );
}
