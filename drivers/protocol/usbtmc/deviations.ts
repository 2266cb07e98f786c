/**
 * Where instruments do not do as the class says, by their USB ids. Sources: issue threads of pyvisa-py (463, 472),
 * python-usbtmc (18, 45, 49), linux-usbtmc (8) and libsigrok (`src/scpi/scpi_usbtmc_libusb.c`, facts only).
 */

export interface UsbtmcDeviations {
  /** Its replies may carry the tag of an earlier request (Rigol DHO800/900). */
  readonly acceptsOldTag: boolean;
  /** Most data to ask for in one request. Together with the header a multiple of every packet size. */
  readonly mostPerRequest: number;
  /** It says that it can be sent back to local and cannot. */
  readonly staysRemote?: true;
}

/** Together with its header one megabyte. */
const usual: UsbtmcDeviations = { acceptsOldTag: false, mostPerRequest: 1024 * 1024 - 12 };

const exceptions: readonly (Partial<UsbtmcDeviations> & { readonly vendor: number; readonly product?: number })[] = [
  { vendor: 0x1ab1, product: 0x044d, acceptsOldTag: true },
  // Rigol DS1000E, DS2000, DS4000, DSA800, MSO5000; Agilent DSO1000, which is a Rigol; all of Yokogawa and Siglent.
  ...[0x0588, 0x04b0, 0x04b1, 0x0960, 0x0515].map((product) => ({
    vendor: 0x1ab1,
    product,
    staysRemote: true as const,
  })),
  { vendor: 0x0957, product: 0x0588, staysRemote: true },
  { vendor: 0x0b21, staysRemote: true },
  { vendor: 0xf4ec, staysRemote: true },
];

export function deviationsOf(vendor: number, product: number): UsbtmcDeviations {
  const found = exceptions.find((one) => one.vendor === vendor && (one.product ?? product) === product);
  return {
    acceptsOldTag: found?.acceptsOldTag ?? usual.acceptsOldTag,
    mostPerRequest: found?.mostPerRequest ?? usual.mostPerRequest,
    ...(found?.staysRemote === undefined ? {} : { staysRemote: found.staysRemote }),
  };
}
