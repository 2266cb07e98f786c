/** The phone's face of the simulated unit: what can be done to it and what can be asked. */
import { dialled, hungUp } from './call.ts';
import { restarted } from './changes.ts';
import { isBooting, settingPut } from './phone-state.ts';
import { countersCleared, noVideo, videoStarted } from './player.ts';
import { phoneSnapshot, radioIsOn } from './snapshot.ts';
import type { UnitState } from './state.ts';
import type { SimulatedPhone } from './unit.ts';
import type { UnitOnClock } from './unit-on-clock.ts';

/** A phone that is off or starting does nothing of what it is told. */
function whileRunning(unit: UnitOnClock, change: (state: UnitState, atMs: number) => UnitState): void {
  unit.change((state, atMs) => (state.phone.off || isBooting(state.phone, atMs) ? state : change(state, atMs)));
}

export function simulatedPhone(unit: UnitOnClock): SimulatedPhone {
  return {
    snapshot() {
      const { state, physics, atMs } = unit.look();
      return phoneSnapshot(unit.traits, state, physics, atMs);
    },
    linkUp: () => unit.linkUp(),
    onLink: (listener) => unit.onLink(listener),
    placeCall(number) {
      whileRunning(unit, (state, atMs) => ({ ...state, call: dialled(state.call, number, radioIsOn(state), atMs) }));
    },
    hangUp: () => whileRunning(unit, (state, atMs) => ({ ...state, call: hungUp(state.call, atMs) })),
    load(percent) {
      const loadPercent = Math.min(100, Math.max(0, percent));
      whileRunning(unit, (state) => ({ ...state, phone: { ...state.phone, loadPercent } }));
    },
    playVideo(_path, packageName) {
      whileRunning(unit, (state, atMs) => ({ ...state, player: videoStarted(packageName, atMs) }));
    },
    stopVideo: () => whileRunning(unit, (state) => ({ ...state, player: noVideo })),
    clearFrameCounters() {
      whileRunning(unit, (state, atMs) => ({
        ...state,
        player: countersCleared(state.player, unit.traits.picture, atMs),
      }));
    },
    putSetting(table, key, value) {
      whileRunning(unit, (state, atMs) => {
        const next = { ...state, phone: settingPut(state.phone, table, key, value) };
        return radioIsOn(next) ? next : { ...next, call: hungUp(next.call, atMs) };
      });
    },
    writeFile(path, content) {
      const base64 = Buffer.from(content).toString('base64');
      unit.change((state) => ({
        ...state,
        phone: { ...state.phone, files: { ...state.phone.files, [path]: base64 } },
      }));
    },
    readFile(path) {
      const base64 = unit.look().state.phone.files[path];
      return base64 === undefined ? undefined : new Uint8Array(Buffer.from(base64, 'base64'));
    },
    setLink: (up) => unit.change((state) => ({ ...state, phone: { ...state.phone, cable: up } })),
    reboot: (reason) => unit.change((state, atMs) => restarted(state, reason, false, atMs)),
  };
}
