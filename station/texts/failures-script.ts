/** Procedures: how they are written, and how they misbehave. */
import { type FailureTexts, three } from './three.ts';

export const scriptFailures: FailureTexts = {
  'script/already-started': three(
    'The procedure was started twice; the second start was refused.',
    '流程被启动两次；第二次已拒绝。',
    '流程被啟動兩次；第二次已拒絕。',
  ),
  'script/bad-declaration': three(
    'The declaration {where} of the procedure is wrong: {what}; it was not run; correct it.',
    '流程的声明 {where} 有误：{what}；未运行；请改正。',
    '流程的宣告 {where} 有誤：{what}；未執行；請改正。',
  ),
  'script/bad-limit': three(
    'The limits of "{title}" contradict each other; the procedure was not run; correct them.',
    '“{title}”的限值互相矛盾；流程未运行；请改正。',
    '「{title}」的限值互相矛盾；流程未執行；請改正。',
  ),
  'script/does-not-compile': three(
    '{file}:{line} does not compile: {message}; the procedure was not run; correct it.',
    '{file}:{line} 无法编译：{message}；流程未运行；请改正。',
    '{file}:{line} 無法編譯：{message}；流程未執行；請改正。',
  ),
  'script/forbidden-import': three(
    '{file}:{line} imports "{import}", which a procedure may not; it was not run; use the language only.',
    '{file}:{line} 导入了流程不允许的“{import}”；未运行；请只使用流程语言。',
    '{file}:{line} 匯入了流程不允許的「{import}」；未執行；請只使用流程語言。',
  ),
  'script/picture-name': three(
    'The picture "{file}" of {where} has a name that is not allowed; the procedure was not run; use letters, digits, "-" and "_", folders below the procedure\'s own, and svg, png, jpg or webp.',
    '{where} 的图片“{file}”文件名不被允许；流程未运行；请使用字母、数字、“-”和“_”，放在流程所在文件夹之内，格式为 svg、png、jpg 或 webp。',
    '{where} 的圖片「{file}」檔名不被允許；流程未執行；請使用字母、數字、「-」與「_」，放在流程所在資料夾之內，格式為 svg、png、jpg 或 webp。',
  ),
  'script/picture-missing': three(
    'The picture "{file}" of {where} is not beside the procedure; it was not run; put the file there or correct its name.',
    '流程旁没有 {where} 的图片“{file}”；未运行；请放入该文件或更正文件名。',
    '流程旁沒有 {where} 的圖片「{file}」；未執行；請放入該檔案或更正檔名。',
  ),
  'script/picture-outside': three(
    'The picture "{file}" of {where} is a link that leads out of the folder of the procedure; it was not read and nothing was run; put the file itself there.',
    '{where} 的图片“{file}”是指向流程文件夹之外的链接；未读取，也未运行；请放入文件本身。',
    '{where} 的圖片「{file}」是指向流程資料夾之外的連結；未讀取，也未執行；請放入檔案本身。',
  ),
  'script/picture-too-large': three(
    'The picture "{file}" of {where} is larger than {mostMb} MB; the procedure was not run; make it smaller.',
    '{where} 的图片“{file}”大于 {mostMb} MB；流程未运行；请缩小图片。',
    '{where} 的圖片「{file}」大於 {mostMb} MB；流程未執行；請縮小圖片。',
  ),
  'script/picture-not-one': three(
    'The file "{file}" of {where} is not a picture of the kind its name says; the procedure was not run; save it in that format.',
    '{where} 的文件“{file}”不是其扩展名所示格式的图片；流程未运行；请以该格式保存。',
    '{where} 的檔案「{file}」不是其副檔名所示格式的圖片；流程未執行；請以該格式儲存。',
  ),
  'picture/not-kept': three(
    'The picture "{file}" of the procedure could not be kept for the record ({why}); the run was not begun; make room on the disk or see who may write there.',
    '流程的图片“{file}”无法存入记录（{why}）；运行未开始；请腾出磁盘空间或检查写入权限。',
    '流程的圖片「{file}」無法存入記錄（{why}）；執行未開始；請騰出磁碟空間或檢查寫入權限。',
  ),
  'script/error': three(
    'The procedure failed: {message}; the bench was put back in order; correct the procedure.',
    '流程出错：{message}；工作台已恢复；请修正流程。',
    '流程出錯：{message}；工作台已恢復；請修正流程。',
  ),
  'script/error-at-load': three(
    'The procedure failed while it was read, before any run: {message}; no instrument was touched; correct it.',
    '流程在读入时、运行之前就出错：{message}；未动用任何仪器；请修正流程。',
    '流程在讀入時、執行之前就出錯：{message}；未動用任何儀器；請修正流程。',
  ),
  'script/runaway-at-load': three(
    'The procedure ran away ({kind}) while it was read, before any run; it was ended; no instrument was touched; correct it.',
    '流程在读入时、运行之前就失控（{kind}）；已终止；未动用任何仪器；请修正流程。',
    '流程在讀入時、執行之前就失控（{kind}）；已終止；未動用任何儀器；請修正流程。',
  ),
  'script/crashed': three(
    'The procedure crashed; the bench was put back in order; correct the procedure.',
    '流程崩溃；工作台已恢复；请修正流程。',
    '流程崩潰；工作台已恢復；請修正流程。',
  ),
  'script/gone': three(
    'The procedure ended unexpectedly; the bench was put back in order.',
    '流程意外结束；工作台已恢复。',
    '流程意外結束；工作台已恢復。',
  ),
  'script/terminated': three(
    'The procedure was ended from outside; the bench was put back in order.',
    '流程被外部终止；工作台已恢复。',
    '流程被外部終止；工作台已恢復。',
  ),
  'script/runaway': three(
    'The procedure ran away ({kind}); it was ended and the bench put back in order; correct the procedure.',
    '流程失控（{kind}）；已终止，工作台已恢复；请修正流程。',
    '流程失控（{kind}）；已終止，工作台已恢復；請修正流程。',
  ),
  'script/stuck': three(
    'The procedure waits for something that can never come; it was ended; correct the procedure.',
    '流程在等待不可能发生的事；已终止；请修正流程。',
    '流程在等待不可能發生的事；已終止；請修正流程。',
  ),
  'script/invalid-message': three(
    'The procedure asked for "{verb}" in a wrong way ({why}); it was refused; correct the procedure.',
    '流程的“{verb}”请求有误（{why}）；已拒绝；请修正流程。',
    '流程的「{verb}」請求有誤（{why}）；已拒絕；請修正流程。',
  ),
  'script/nested-step': three(
    '"{name}" was begun inside another step; it was refused; put one after the other.',
    '“{name}”在另一步骤内开始；已拒绝；请改为先后执行。',
    '「{name}」在另一步驟內開始；已拒絕；請改為先後執行。',
  ),
  'script/outside-step': three(
    '"{call}" was called outside a step; it was refused; put it inside a step.',
    '“{call}”在步骤之外被调用；已拒绝；请放入步骤内。',
    '「{call}」在步驟之外被呼叫；已拒絕；請放入步驟內。',
  ),
  'script/unawaited-call': three(
    'The procedure did not wait for {calls} of its calls; it was ended; put await before them.',
    '流程没有等待 {calls} 个调用；已终止；请加上 await。',
    '流程沒有等待 {calls} 個呼叫；已終止；請加上 await。',
  ),
  'script/undeclared': three(
    'The {what} "{name}" is not declared; it was refused; declare it.',
    '{what}“{name}”未声明；已拒绝；请先声明。',
    '{what}「{name}」未宣告；已拒絕；請先宣告。',
  ),
  'script/undo-abandoned': three(
    'An undo was given up; the next one follows; look at the bench.',
    '一项恢复操作被放弃；将执行下一项；请查看工作台。',
    '一項復原操作被放棄；將執行下一項；請查看工作台。',
  ),
  'script/units-do-not-fit': three(
    '{left} and {right} cannot be combined ({operation}); the step failed; correct the procedure.',
    '{left} 与 {right} 不能作 {operation} 运算；步骤失败；请修正流程。',
    '{left} 與 {right} 不能作 {operation} 運算；步驟失敗；請修正流程。',
  ),
  'script/unknown-measure': three(
    'The measurement "{key}" is not declared; it was refused; declare it.',
    '测量“{key}”未声明；已拒绝；请先声明。',
    '量測「{key}」未宣告；已拒絕；請先宣告。',
  ),
  'script/unknown-prompt': three(
    'The prompt "{key}" is not declared; it was refused; declare it.',
    '提问“{key}”未声明；已拒绝；请先声明。',
    '提問「{key}」未宣告；已拒絕；請先宣告。',
  ),
  'script/unknown-role': three(
    'The instrument "{role}" is not declared; it was refused; declare it under needs.',
    '仪器“{role}”未声明；已拒绝；请在 needs 中声明。',
    '儀器「{role}」未宣告；已拒絕；請在 needs 中宣告。',
  ),
  'script/role-not-bound': three(
    'No instrument stands for "{role}"; nothing was done; plug it in.',
    '“{role}”没有对应的仪器；未执行；请接上。',
    '「{role}」沒有對應的儀器；未執行；請接上。',
  ),
  'script/unknown-undo': three(
    'There is no undo {id}; nothing was done.',
    '没有恢复操作 {id}；未执行。',
    '沒有復原操作 {id}；未執行。',
  ),
  'script/read-only': three(
    '"{role}" was to be changed ({verb}) where only reading is allowed; it was refused.',
    '此处只允许读取，“{role}”的更改（{verb}）已拒绝。',
    '此處只允許讀取，「{role}」的更改（{verb}）已拒絕。',
  ),
  'script/reserved-field': three(
    'The name "{field}" is reserved; it was refused; choose another one.',
    '名称“{field}”为保留字；已拒绝；请另选。',
    '名稱「{field}」為保留字；已拒絕；請另選。',
  ),
  'script/not-a-number': three(
    'A value in {unit} is no finite number; it was refused.',
    '以 {unit} 为单位的值不是有限数；已拒绝。',
    '以 {unit} 為單位的值不是有限數；已拒絕。',
  ),
  'script/not-json': three(
    'The value at {path} cannot be recorded; it was refused; use plain values only.',
    '{path} 处的值无法记录；已拒绝；请只用普通值。',
    '{path} 處的值無法記錄；已拒絕；請只用普通值。',
  ),
  'script/no-operands': three(
    '"{operation}" was given nothing to work on; correct the procedure.',
    '“{operation}”没有操作数；请修正流程。',
    '「{operation}」沒有運算元；請修正流程。',
  ),
  'script/scale-by-zero': three(
    'A value in {unit} was multiplied by zero, so nothing measured was left of it; it was refused; correct the procedure.',
    '以 {unit} 为单位的值被乘以零，测量内容已不存在；已拒绝；请修正流程。',
    '以 {unit} 為單位的值被乘以零，量測內容已不存在；已拒絕；請修正流程。',
  ),
  'script/no-provenance': three(
    'A value in {unit} was made up instead of measured; it was refused; use readings only.',
    '以 {unit} 为单位的值不是测得的；已拒绝；请只使用读数。',
    '以 {unit} 為單位的值不是測得的；已拒絕；請只使用讀數。',
  ),
  'script/no-language': three(
    'The procedure language was not found ({from}); nothing was run; build the station again.',
    '找不到流程语言（{from}）；未运行；请重新构建工作站。',
    '找不到流程語言（{from}）；未執行；請重新建置工作站。',
  ),
  'script/no-worker-program': three(
    'The program that carries procedures is not in {folder}; nothing was run; build the station again.',
    '{folder} 中没有承载流程的程序；未运行；请重新构建工作站。',
    '{folder} 中沒有承載流程的程式；未執行；請重新建置工作站。',
  ),
  'script/not-connected': three(
    'The procedure has no connection to the station; nothing was done.',
    '流程未连接到工作站；未执行。',
    '流程未連接到工作站；未執行。',
  ),
  'rehearsal/not-a-pass': three(
    'The procedure ends in {verdict} even without a fault, so its fault table would say nothing; rehearse it without --faults first.',
    '流程在没有故障时也以 {verdict} 结束，故障表没有意义；请先不带 --faults 演练。',
    '流程在沒有故障時也以 {verdict} 結束，故障表沒有意義；請先不帶 --faults 演練。',
  ),
};
