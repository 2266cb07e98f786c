/** `ohmstead drivers`: the catalogue. */
import type { Driver, DriverManifest } from '../../../drivers/contract/driver.ts';
import { hiddenModesOf } from '../../../drivers/contract/hidden-modes.ts';
import { libsigrokNames } from '../../../drivers/libsigrok-names.ts';
import { keysText } from '../../record/panel-remarks.ts';
import { phrase } from '../../texts/phrases.ts';
import { recognisedText } from '../../texts/recognised-texts.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';

export const driversCommand: Command = {
  words: ['drivers'],
  operands: [],
  does: {
    en: 'the instruments the station can drive, and how each is recognised',
    'zh-CN': '工作站支持的仪器及其识别方式',
    'zh-TW': '工作站支援的儀器及其辨識方式',
  },
  options: {},
  async run(_, { output, drivers, language }) {
    for (const driver of drivers) output.object(catalogueLine(driver));
    output.table(
      (['id', 'models', 'capability', 'decodes', 'cannotTell', 'recognised'] as const).map((heading) =>
        phrase(heading, language),
      ),
      drivers.map(({ manifest, decoder, link }) => [
        manifest.id,
        modelsText(manifest),
        manifest.capability,
        phrase(decoder !== undefined ? 'yes' : link === 'bytes' ? 'fromConversation' : 'no', language),
        keysText(hiddenModesOf(manifest.cannotTell)),
        recognisedText(manifest.recognised.by, language),
      ]),
    );
    return exitCode.done;
  },
};

function catalogueLine({ manifest, decoder, link }: Driver): object {
  const { id, models, capability, recognised, version, line, energises, cannotTell } = manifest;
  const { usb, idn, by } = recognised;
  return {
    id,
    models,
    capability,
    /** Whether `ohmstead decode` takes its bytes alone, and whether it takes its conversation. */
    decodes: decoder !== undefined,
    decodesConversation: link === 'bytes',
    recognised: {
      by,
      ...(usb === undefined ? {} : { usb }),
      ...(idn === undefined ? {} : { idn: idn.map((pattern) => pattern.source) }),
    },
    ...(libsigrokNames[id] === undefined ? {} : { libsigrok: libsigrokNames[id] }),
    version,
    ...(line === undefined ? {} : { line }),
    energises,
    /** Keys of the front panel that nothing it sends tells of, and of which models where not of all. */
    ...(cannotTell === undefined || cannotTell.length === 0 ? {} : { cannotTell }),
  };
}

/** Models of one make share its name: `Keysight 34460A, 34461A; Siglent SDM3055`. */
function modelsText(manifest: DriverManifest): string {
  const makes = new Map<string, string[]>();
  for (const { make, model } of manifest.models) makes.set(make, [...(makes.get(make) ?? []), model]);
  return [...makes].map(([make, models]) => `${make} ${models.join(', ')}`).join('; ');
}
