/** Options that every command takes. */
import type { OptionSpec } from './command.ts';

export const globalOptions = {
  json: {
    type: 'boolean',
    help: {
      en: 'one JSON object a line on standard output, nothing else',
      'zh-CN': '标准输出每行一个 JSON 对象，此外什么都没有',
      'zh-TW': '標準輸出每行一個 JSON 物件，此外什麼都沒有',
    },
  },
  data: {
    type: 'string',
    value: 'DIR',
    help: {
      en: "the station's folder (default $OHMSTEAD_DATA or ~/.local/share/ohmstead)",
      'zh-CN': '工作站的数据文件夹（默认 $OHMSTEAD_DATA 或 ~/.local/share/ohmstead）',
      'zh-TW': '工作站的資料夾（預設 $OHMSTEAD_DATA 或 ~/.local/share/ohmstead）',
    },
  },
  lang: {
    type: 'string',
    value: 'LANG',
    help: { en: 'zh-CN, zh-TW or en', 'zh-CN': 'zh-CN、zh-TW 或 en', 'zh-TW': 'zh-CN、zh-TW 或 en' },
  },
  help: {
    type: 'boolean',
    help: { en: 'what a command does', 'zh-CN': '命令说明', 'zh-TW': '命令說明' },
  },
} as const satisfies Readonly<Record<string, OptionSpec>>;
