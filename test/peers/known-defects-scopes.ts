/** What libsigrok 0.5.2 is known to get wrong of oscilloscopes. Each is asserted to be still so by the test that goes by its name. */
import type { KnownDefect } from './known-defect.ts';

const rigol = /^rigol-ds$/;
const siglent = /^siglent-sds$/;

export const scopeDefects: readonly KnownDefect[] = [
  {
    name: 'Rigol: 200 ns a division is not in its list',
    peers: rigol,
    kind: 'defect',
    says: '100 ns',
    right: '200 ns, as every model has it',
  },
  {
    name: 'Rigol: a sample rate is cut to whole hertz',
    peers: rigol,
    kind: 'defect',
    says: '199.999 kHz, by numbers of 32 bits, and nothing below 1 Hz',
    right: '200 kHz',
  },
  {
    name: 'Rigol DS1000Z: the memory holds twelve million points',
    peers: rigol,
    kind: 'defect',
    says: 'nothing of several channels: it asks for points that are not there for ever',
    right: 'as many as the depth says',
  },
  {
    name: 'Rigol over TCP: the last channel ends with its first thirty thousand points',
    peers: rigol,
    kind: 'defect',
    says: '30 000 points of any longer record',
    right: 'all of them',
  },
  {
    name: 'Rigol MSO5000: a depth of memory with an exponent is none',
    peers: rigol,
    kind: 'defect',
    says: 'nothing, and asks for no points for ever',
    right: '7.0000E+03 are 7000 points',
  },
  {
    name: 'Siglent: the first two samples go with the header',
    peers: siglent,
    kind: 'defect',
    says: 'a header of 363 bytes',
    right: 'one of 361: fifteen in front of 346 of description',
  },
  {
    name: 'Siglent: the end of a record is never reached',
    peers: siglent,
    kind: 'defect',
    says: '363 samples too few, as it counts the header for samples; then empty packets, until its own memory is damaged',
    right: 'all samples of one record, and the end',
  },
  {
    name: 'Siglent: a thousand points are ten thousand',
    peers: siglent,
    kind: 'defect',
    says: 'ten times the sample rate, where the depth is written with a K',
    right: '1.4Kpts are 1400 points',
  },
  {
    name: 'Siglent: 500 microvolts a division are 5 millivolts',
    peers: siglent,
    kind: 'defect',
    says: 'a list that begins with 5 mV and has it twice',
    right: '500 µV',
  },
  {
    name: 'Siglent: the source of the trigger is none of its list',
    peers: siglent,
    kind: 'words',
    says: 'no source, as it looks for CHAN1',
    right: 'C1',
  },
];
