/** What `check` says about a procedure file. */
import { type FailureTexts, three } from './three.ts';

export const checkFailures: FailureTexts = {
  'check/no-file': three(
    'There is no procedure file {file}; check the path.',
    '没有流程文件 {file}；请检查路径。',
    '沒有流程檔案 {file}；請檢查路徑。',
  ),
  'check/type': three('{message} (TS{number})', '{message}（TS{number}）', '{message}（TS{number}）'),
  'check/measure-never-set': three(
    'The measurement "{key}" is declared and never set; set it or take it out.',
    '测量“{key}”已声明但从未赋值；请赋值或删除。',
    '量測「{key}」已宣告但從未賦值；請賦值或刪除。',
  ),
  'check/stage-never-begun': three(
    'The stage "{name}" is declared and never begun; begin it or take it out.',
    '阶段“{name}”已声明但从未开始；请使用或删除。',
    '階段「{name}」已宣告但從未開始；請使用或刪除。',
  ),
  'check/no-clock': three(
    'A procedure has no "{name}"; time and chance belong to the station; use the context.',
    '流程中不能使用“{name}”；时间与随机由工作站管理；请使用上下文。',
    '流程中不能使用「{name}」；時間與隨機由工作站管理；請使用上下文。',
  ),
  'check/foreign-await': three(
    '"{awaited}" is awaited and is no call of the context; await only those.',
    '等待的“{awaited}”不是上下文调用；只能等待上下文调用。',
    '等待的「{awaited}」不是上下文呼叫；只能等待上下文呼叫。',
  ),
  'check/unawaited': three(
    '"{call}" is not awaited; put await before it.',
    '“{call}”没有 await；请加上。',
    '「{call}」沒有 await；請加上。',
  ),
  'check/stage-in-loop': three(
    '"{word}" stands in a loop, so its name would not be unique; take it out of the loop.',
    '“{word}”位于循环内，名称将不唯一；请移出循环。',
    '「{word}」位於迴圈內，名稱將不唯一；請移出迴圈。',
  ),
  'check/no-undo': three(
    'This establish has no undo; say how the state is taken back.',
    '该 establish 没有恢复操作；请写明如何恢复。',
    '該 establish 沒有復原操作；請寫明如何復原。',
  ),
  'check/constant-in-measure': three(
    'A constant is added to a measured value here ({call}); the record will say so; compare with a limit, or scale instead.',
    '此处把常数加到测量值上（{call}）；记录会注明；请改用限值或比例。',
    '此處把常數加到量測值上（{call}）；記錄會註明；請改用限值或比例。',
  ),
  'check/name-not-literal': three(
    'The name of a stage must be written as plain text.',
    '阶段名称必须是直接写出的文字。',
    '階段名稱必須是直接寫出的文字。',
  ),
  'check/name-twice': three(
    'The name "{name}" is used twice; choose another one.',
    '名称“{name}”重复使用；请另选。',
    '名稱「{name}」重複使用；請另選。',
  ),
  'check/outer-assignment': three(
    '"{name}" belongs to the code around this stage and would be wrong after a resume; return a value instead.',
    '“{name}”属于外层代码，继续运行后会出错；请改为返回值。',
    '「{name}」屬於外層程式碼，繼續執行後會出錯；請改為回傳值。',
  ),
};
