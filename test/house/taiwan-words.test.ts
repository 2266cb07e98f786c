/** Everything that a person in Taiwan reads uses Taiwan's own words: a conversion of the characters is not enough. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Words of the mainland in traditional characters; what is said in Taiwan stands behind each. */
const mainland: Readonly<Record<string, string>> = {
  軟件: '軟體',
  硬件: '硬體',
  固件: '韌體',
  視頻: '視訊',
  打印: '列印',
  屏幕: '螢幕',
  文件夾: '資料夾',
  默認: '預設',
  信息: '資訊',
  信號: '訊號',
  傳感器: '感測器',
  數據線: '傳輸線',
  串口: '序列埠',
  端口: '連接埠',
  接口: '介面',
  程序: '程式、行程',
  進程: '行程',
  線程: '執行緒',
  網絡: '網路',
  服務器: '伺服器',
  適配器: '轉接器',
  質量: '品質',
  運行: '執行、運作',
  搜索: '搜尋',
  保存: '儲存',
  登錄: '登入',
  退出: '登出、結束',
  菜單: '選單',
  窗口: '視窗',
  鼠標: '滑鼠',
  設置: '設定',
  支持: '支援',
  兼容: '相容',
  調試: '偵錯',
  插件: '外掛',
  日誌: '記錄',
  隊列: '佇列',
  字節: '位元組',
  優先級: '優先順序',
  空閒: '閒置、空出',
  重啟: '重新啟動',
  操作員: '操作人員',
  萬用表: '三用電表',
  表筆: '探棒',
  量程: '量測範圍、檔位',
  測量: '量測',
  校準: '校正',
  採樣: '取樣',
  閾值: '臨界值',
};
/** These hold such a word by chance. */
const innocent = /處理程序/g;

function sources(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return sources(name);
    return /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) ? [name] : [];
  });
}

/** The third of `three(…)`, and what stands behind `'zh-TW':`. */
function taiwanTexts(file: string): string[] {
  const text = readFileSync(path.join(root, file), 'utf8');
  // Most files have none: they need not be understood.
  if (!/three\(|'zh-TW'/.test(text)) return [];
  const found: string[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === 'three') {
      const [, , third] = node.arguments;
      if (third !== undefined && ts.isStringLiteralLike(third)) found.push(third.text);
    }
    const named = ts.isPropertyAssignment(node) && ts.isStringLiteral(node.name) && node.name.text === 'zh-TW';
    if (named && ts.isStringLiteralLike(node.initializer)) found.push(node.initializer.text);
    ts.forEachChild(node, look);
  };
  look(ts.createSourceFile(file, text, ts.ScriptTarget.ESNext));
  return found;
}

it('no text for Taiwan has a word of the mainland in it', () => {
  const texts = ['drivers', 'procedures', 'station', 'electron', 'renderer']
    .flatMap(sources)
    .flatMap((file) => taiwanTexts(file).map((text) => ({ file, text })));
  expect(texts.length).toBeGreaterThan(1_000);
  const found = texts.flatMap(({ file, text }) =>
    Object.entries(mainland)
      .filter(([word]) => text.replace(innocent, '').includes(word))
      .map(([word, own]) => `${file}: ${word} (${own}): ${text}`),
  );
  expect(found).toEqual([]);
});
