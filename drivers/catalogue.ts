/** The one list of drivers. Adding a meter means adding a folder and one line here; the conformance suite walks it. */
import type { Driver } from './contract/driver.ts';
import { et54Driver } from './electronic-load/east-tester-et54/driver.ts';
import { it8500Driver } from './electronic-load/itech-it8500/driver.ts';
import { dl3000Driver } from './electronic-load/rigol-dl3000/driver.ts';
import { ebdDriver } from './electronic-load/zketech-ebd-usb/driver.ts';
import { brymenBm25x } from './multimeter/bm25x/driver.ts';
import { peaktech3415 } from './multimeter/dtm0660/driver.ts';
import { eevblog121gw } from './multimeter/eevblog-121gw/driver.ts';
import { isoTechIdm103n, uniTUt60g } from './multimeter/es519xx/driver.ts';
import { fluke45 } from './multimeter/fluke-45/driver.ts';
import { flukeQmMeters } from './multimeter/fluke-qm/driver.ts';
import { fs9721Meters } from './multimeter/fs9721/driver.ts';
import { fs9922Meters } from './multimeter/fs9922/driver.ts';
import { keysightU12xx } from './multimeter/keysight-u12xx/driver.ts';
import { metexMeters } from './multimeter/metex-14/driver.ts';
import { scpiMultimeter } from './multimeter/scpi-multimeter/driver.ts';
import { uniTUt61e } from './multimeter/uni-t-ut61e/driver.ts';
import { uniTUt61ePlus } from './multimeter/uni-t-ut61e-plus/driver.ts';
import { uniTUt181a } from './multimeter/uni-t-ut181a/driver.ts';
import { uniTUt8803e } from './multimeter/uni-t-ut8803e/driver.ts';
import { voltcraftVc940 } from './multimeter/ut71x/driver.ts';
import { keysightInfiniiVision } from './oscilloscope/keysight-infiniivision/driver.ts';
import { rigolDs } from './oscilloscope/rigol-ds/driver.ts';
import { siglentSds } from './oscilloscope/siglent-sds/driver.ts';
import { tektronixTds } from './oscilloscope/tektronix-tds/driver.ts';
import { androidDriver } from './phone/android/driver.ts';
import { iphoneDriver } from './phone/iphone/driver.ts';
import { koradDriver } from './power-supply/korad-ka3005p/driver.ts';
import { dpsDriver } from './power-supply/rdtech-dps/driver.ts';
import { ridenDriver } from './power-supply/riden-rd60xx/driver.ts';
import { dp800Driver } from './power-supply/rigol-dp800/driver.ts';
import { jbcUsbDriver } from './soldering-station/jbc-p02/driver.ts';
import { jbcRobotDriver } from './soldering-station/jbc-robot/driver.ts';
import { wellerWxDriver } from './soldering-station/weller-wx/driver.ts';
import { centerDriver } from './thermometer/center-309/driver.ts';
import { km003cDriver } from './usb-meter/chargerlab-km003c/driver.ts';
import { fnb48Driver, fnb58Driver } from './usb-meter/fnirsi-fnb/driver.ts';
import { tc66cDriver } from './usb-meter/rdtech-tc66c/driver.ts';
import { rdtechUmDriver } from './usb-meter/rdtech-um25c/driver.ts';

export const catalogue: readonly Driver[] = [
  uniTUt61e,
  ...fs9721Meters,
  ...fs9922Meters,
  uniTUt60g,
  isoTechIdm103n,
  voltcraftVc940,
  peaktech3415,
  brymenBm25x,
  eevblog121gw,
  uniTUt61ePlus,
  uniTUt181a,
  uniTUt8803e,
  ...metexMeters,
  ...flukeQmMeters,
  fluke45,
  keysightU12xx,
  scpiMultimeter,
  rigolDs,
  siglentSds,
  keysightInfiniiVision,
  tektronixTds,
  koradDriver,
  ridenDriver,
  dpsDriver,
  dp800Driver,
  rdtechUmDriver,
  tc66cDriver,
  km003cDriver,
  fnb58Driver,
  fnb48Driver,
  centerDriver,
  it8500Driver,
  dl3000Driver,
  et54Driver,
  ebdDriver,
  jbcRobotDriver,
  jbcUsbDriver,
  wellerWxDriver,
  androidDriver,
  iphoneDriver,
];
