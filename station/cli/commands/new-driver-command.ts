/** `ohmstead new-driver`: the folder of a new instrument, with two marked places to fill in, and the line for the catalogue. */
import { CodedError } from '../../../foundation/failure.ts';
import { phrase } from '../../texts/phrases.ts';
import type { Command } from '../command.ts';
import { exitCode } from '../exit-code.ts';
import { checkedId, makeFolder, taken } from '../new-driver/make-folder.ts';
import { multimeterFiles, variableOf } from '../new-driver/multimeter-template.ts';

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
        en: 'multimeter: one that streams frames (as yet the only kind; for others copy the nearest folder)',
        'zh-CN': 'multimeter：连续发送帧的万用表（目前仅此一种；其他种类请复制最接近的文件夹）',
        'zh-TW': 'multimeter：連續傳送訊框的電表（目前僅此一種；其他種類請複製最接近的資料夾）',
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
    if (kind !== 'multimeter') throw new CodedError('new-driver/unknown-kind', { kind: kind.slice(0, 80) });
    const id = checkedId(given.operand(0));
    if (drivers.some(({ manifest }) => manifest.id === id)) throw taken(id);
    const files = multimeterFiles(id);
    const folder = makeFolder(given.text('sources') ?? process.cwd(), kind, id, files);
    const importLine = `import { ${variableOf(id)} } from './${kind}/${id}/driver.ts';`;
    output.object({ folder, files: files.map(({ name }) => name), import: importLine, entry: `${variableOf(id)},` });
    output.line(phrase('driverMade', language, { folder }));
    output.line(importLine);
    output.line(`  ${variableOf(id)},`);
    return exitCode.done;
  },
};
