/**
 * The busy loops that load the processor. Guarantees that they end by themselves, that only loops of this script are
 * ever killed (a process id may have been given to something else), and that they can be recognised by their name.
 */
import type { CallOptions } from '../../contract/driver.ts';
import type { PhoneSession } from './phone-session.ts';
import { mustHaveWorked } from './refusal.ts';
import { askAll } from './shell-round.ts';

/** Android's folder for the user of the adb shell. */
export const loadScriptPath = '/data/local/tmp/ohmstead-load.sh';
/** Seconds after which the loops end although nobody said so: longer than the longest soak. */
const loadLimitSeconds = 7200;

/** `sh ohmstead-load.sh PERCENT SECONDS`: ends its older loops, then starts new ones; PERCENT 0 starts none. */
export const loadScript = `# Ohmstead processor load: PERCENT of the cores, for SECONDS at the most.
D=\${OHMSTEAD_DIR:-/data/local/tmp}
P=$D/ohmstead-load.pids
if [ "$1" = busy ]; then
  while :; do
    i=0
    while [ $i -lt 20000 ]; do i=$((i + 1)); done
    read U REST < /proc/uptime
    [ \${U%%.*} -ge $2 ] && exit 0
  done
fi
if [ -f $P ]; then
  while read PID; do
    grep -q ohmstead-load /proc/$PID/cmdline 2>/dev/null && kill $PID 2>/dev/null
  done < $P
  rm -f $P
fi
[ "$1" -gt 0 ] || exit 0
CORES=$(grep -c '^processor' /proc/cpuinfo)
LOOPS=$(((CORES * $1 + 50) / 100))
[ $LOOPS -lt 1 ] && LOOPS=1
read U REST < /proc/uptime
END=$((\${U%%.*} + $2))
i=0
while [ $i -lt $LOOPS ]; do
  setsid nohup sh "$0" busy $END >/dev/null 2>&1 </dev/null &
  echo $! >> $P
  i=$((i + 1))
done
exit 0
`;

/** Busy loops on `percent` of the cores; 0 ends them. The script is put on the phone the first time. */
export async function setLoad(session: PhoneSession, percent: number, options: CallOptions): Promise<void> {
  if (!session.loadScriptPushed) {
    await session.link.push(loadScriptPath, new TextEncoder().encode(loadScript), { mode: 0o644 });
    session.loadScriptPushed = true;
  }
  const command = `sh ${loadScriptPath} ${Math.round(percent)} ${loadLimitSeconds} 2>&1`;
  const { load } = await askAll(session.link, { load: command }, options);
  mustHaveWorked('load', load);
}
