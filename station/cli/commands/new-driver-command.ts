/** `ohmstead new-driver`: the folder of a new instrument, with two marked places to fill in, and the line for the catalogue. */
import { CodedError } from '../../../foundation/failure.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { askedMultimeterFiles } from '../new-driver/asked-multimeter-template.ts';
import { checkedId, makeFolder, taken } from '../new-driver/make-folder.ts';
import { multimeterFiles, type NewFile, variableOf } from '../new-driver/multimeter-template.ts';

/** In which folder of `drivers/` each kind stands, its files, and the one with the places to fill in. */
const kinds: Readonly<
  Record<string, { readonly folder: string; readonly file: string; files(id: string): readonly NewFile[] }>
> = {
  multimeter: { folder: 'multimeter', file: 'payload.ts', files: multimeterFiles },
  'asked-multimeter': { folder: 'multimeter', file: 'words.ts', files: askedMultimeterFiles },
};

export const newDriverCommand: Command = {
  words: ['new-driver'],
  operands: ['ID'],
  does: {
    en: 'make the folder of a new instrument among the sources, with the two places to fill in',
    'zh-CN': '在源码中创建新仪器的驱动文件夹，留出两处待填写',
    'zh-TW': '在原始碼中建立新儀器的驅動程式資料夾，留出兩處待填寫',
  },
  options: {
    kind: {
      type: 'string',
      value: 'KIND',
      help: {
        en: 'multimeter: one that streams frames; asked-multimeter: one that answers lines of SCPI text (for others copy the nearest folder)',
        'zh-CN':
          'multimeter：连续发送帧的万用表；asked-multimeter：应答 SCPI 文本的万用表（其他种类请复制最接近的文件夹）',
        'zh-TW':
          'multimeter：連續傳送訊框的電表；asked-multimeter：回應 SCPI 文字的電表（其他種類請複製最接近的資料夾）',
      },
    },
    sources: {
      type: 'string',
      value: 'DIR',
      help: {
        en: "the folder with the station's sources; the present one when absent",
        'zh-CN': '工作站源码所在文件夹，默认为当前文件夹',
        'zh-TW': '工作站原始碼所在資料夾，預設為目前資料夾',
      },
    },
  },
  async run(given, { output, language, drivers }) {
    const kind = given.text('kind') ?? 'multimeter';
    const made = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
    if (made === undefined) throw new CodedError('new-driver/unknown-kind', { kind: kind.slice(0, 80) });
    const id = checkedId(given.operand(0));
    if (drivers.some(({ manifest }) => manifest.id === id)) throw taken(id);
    const files = made.files(id);
    const folder = makeFolder(given.text('sources') ?? process.cwd(), made.folder, id, files);
    const importLine = `import { ${variableOf(id)} } from './${made.folder}/${id}/driver.ts';`;
    output.object({ folder, files: files.map(({ name }) => name), import: importLine, entry: `${variableOf(id)},` });
    output.line(phrase('driverMade', language, { folder, file: made.file }));
    output.line(importLine);
    output.line(`  ${variableOf(id)},`);
    return exitCode.done;
  },
};
