/**
 * How makers differ in telling the same truth, as data. `pixel` tells everything; `samsung` denies sysfs and has its own
 * battery block; `xiaomi` counts in milliampere hours and turns the sign of the current round. Sources: ../README.md.
 */

export interface Flavour {
  readonly name: 'pixel' | 'samsung' | 'xiaomi';
  /** Over the unit's own properties. */
  readonly properties: Readonly<Record<string, string>>;
  readonly counter: 'uAh' | 'mAh';
  readonly current: 'uA' | 'mA';
  /** 1: positive into the battery, as the kernel's rule says. */
  readonly currentSign: 1 | -1;
  readonly sysfs: 'open' | 'denied';
  readonly samsungBlock: boolean;
  /** BatteryManager's property 10. */
  readonly tellsStateOfHealth: boolean;
  readonly healthHal: 'open' | 'denied';
  readonly thermalNames: 'aosp' | 'samsung';
  /** Where a video opens. */
  readonly player: { readonly package: string; readonly activity: string };
}

const pixel: Flavour = {
  name: 'pixel',
  properties: {},
  counter: 'uAh',
  current: 'uA',
  currentSign: 1,
  sysfs: 'open',
  samsungBlock: false,
  tellsStateOfHealth: true,
  healthHal: 'open',
  thermalNames: 'aosp',
  player: {
    package: 'com.google.android.apps.photos',
    activity: 'com.google.android.apps.photos.pager.HostPhotoPagerActivity',
  },
};

const samsung: Flavour = {
  ...pixel,
  name: 'samsung',
  properties: {
    'ro.product.brand': 'samsung',
    'ro.product.manufacturer': 'samsung',
    'ro.product.model': 'SM-S911B',
    'ro.product.device': 'dm1q',
    'ro.build.version.oneui': '60100',
    'ro.boot.warranty_bit': '0',
  },
  sysfs: 'denied',
  samsungBlock: true,
  tellsStateOfHealth: false,
  healthHal: 'denied',
  thermalNames: 'samsung',
  player: { package: 'com.samsung.android.video', activity: 'com.samsung.android.video.player.activity.MoviePlayer' },
};

const xiaomi: Flavour = {
  ...pixel,
  name: 'xiaomi',
  properties: {
    'ro.product.brand': 'Redmi',
    'ro.product.manufacturer': 'Xiaomi',
    'ro.product.model': '24090RA29G',
    'ro.product.marketname': 'Redmi Note 14',
    'ro.product.device': 'amethyst',
    'ro.mi.os.version.name': 'OS1.0',
  },
  counter: 'mAh',
  currentSign: -1,
  tellsStateOfHealth: false,
  player: { package: 'com.miui.videoplayer', activity: 'com.miui.videoplayer.VideoPlayerActivity' },
};

export const flavours: Readonly<Record<Flavour['name'], Flavour>> = { pixel, samsung, xiaomi };
