/** What the shell itself says in native dialogs, in the three languages. `{…}` stands for a value. */
import type { Language, Texts } from '../foundation/measurement/declaration.ts';
import { three } from '../station/texts/three.ts';

export const shellTexts = {
  closeTitle: three('A run goes on', '仍有检测在运行', '仍有檢測在執行'),
  closeQuestion: three(
    '{runs}\n\nClosing stops it properly: outputs go off, settings are given back, and it has no verdict but STOPPED.',
    '{runs}\n\n关闭会按规程停止：输出断开、设置恢复，结论只能是“已停止”。',
    '{runs}\n\n關閉會依規程停止：輸出斷開、設定還原，結論只能是「已停止」。',
  ),
  keepRunning: three('Keep running', '继续运行', '繼續執行'),
  stopAndClose: three('Stop and close', '停止并关闭', '停止並關閉'),
  pageHangs: three(
    'The window does not answer. The station goes on measuring and recording. Load the window again?',
    '窗口没有响应。测量与记录仍在继续。要重新载入窗口吗？',
    '視窗沒有回應。量測與記錄仍在繼續。要重新載入視窗嗎？',
  ),
  wait: three('Wait', '等待', '等待'),
  loadAgain: three('Load again', '重新载入', '重新載入'),
  broken: three(
    'Ohmstead met an error it cannot go on from. Outputs were made safe and everything measured so far is stored. A report was written to {file}.',
    'Ohmstead 遇到无法继续的错误。输出已置于安全状态，已测数据均已保存。报告写入 {file}。',
    'Ohmstead 遇到無法繼續的錯誤。輸出已置於安全狀態，已量測的資料皆已儲存。報告寫入 {file}。',
  ),
  openFolder: three('Open the folder', '打开文件夹', '開啟資料夾'),
  startAgain: three('Start again', '重新启动', '重新啟動'),
  quit: three('Quit', '退出', '結束'),
  backupTo: three('Save a backup', '保存备份', '儲存備份'),
  restoreFrom: three('Choose a backup to restore', '选择要恢复的备份', '選擇要還原的備份'),
  benchFile: three('Choose a bench file', '选择工作台文件', '選擇工作台檔案'),
  csvTo: three('Save the table', '保存表格', '儲存表格'),
  exportTo: three('Save the record', '保存记录', '儲存記錄'),
  procedureFile: three('Choose a procedure', '选择规程文件', '選擇規程檔案'),
  diagnosticsTo: three('Save the diagnostics', '保存诊断资料', '儲存診斷資料'),
  downloadTo: three('Save the file', '保存文件', '儲存檔案'),
} as const satisfies Readonly<Record<string, Texts>>;

export function shellText(
  name: keyof typeof shellTexts,
  language: Language,
  params: Readonly<Record<string, string>> = {},
): string {
  return shellTexts[name][language].replace(/\{(\w+)\}/g, (whole, key: string) => params[key] ?? whole);
}

/** The first of the session's languages that we speak; English otherwise. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const lower = tag.toLowerCase();
    if (/^zh-(tw|hk|mo|hant)/.test(lower)) return 'zh-TW';
    if (lower.startsWith('zh')) return 'zh-CN';
    if (lower.startsWith('en')) return 'en';
  }
  return 'en';
}
