/** Making the folder of a new instrument. */
import { type FailureTexts, three } from './three.ts';

export const newDriverFailures: FailureTexts = {
  'new-driver/bad-id': three(
    '"{id}" cannot be the name of a driver; nothing was made; write maker and model in small letters and digits with hyphens: uni-t-ut61e.',
    '“{id}”不能用作驱动名称；未创建；请用小写字母、数字和连字符写出厂商与型号：uni-t-ut61e。',
    '「{id}」不能用作驅動程式名稱；未建立；請用小寫字母、數字和連字號寫出廠商與型號：uni-t-ut61e。',
  ),
  'new-driver/exists': three(
    'There is a driver {id} already; nothing was changed; choose another name.',
    '驱动 {id} 已存在；未作更改；请换一个名称。',
    '驅動程式 {id} 已存在；未作變更；請換一個名稱。',
  ),
  'new-driver/no-sources': three(
    "The station's sources are not in {folder}; nothing was made; go to that folder or name it with --sources.",
    '{folder} 中没有工作站源码；未创建；请进入该文件夹，或用 --sources 指定。',
    '{folder} 中沒有工作站原始碼；未建立；請進入該資料夾，或用 --sources 指定。',
  ),
  'new-driver/unknown-kind': three(
    'There is no folder to make for "{kind}"; nothing was made; take --kind multimeter or asked-multimeter.',
    '无法为“{kind}”创建文件夹；未创建；请使用 --kind multimeter 或 asked-multimeter。',
    '無法為「{kind}」建立資料夾；未建立；請使用 --kind multimeter 或 asked-multimeter。',
  ),
  'new-driver/cannot-write': three(
    'The folder {folder} cannot be written ({message}); what was begun is taken away again; check rights and space.',
    '无法写入文件夹 {folder}（{message}）；已撤除未完成的内容；请检查权限和空间。',
    '無法寫入資料夾 {folder}（{message}）；已移除未完成的內容；請檢查權限和空間。',
  ),
};
