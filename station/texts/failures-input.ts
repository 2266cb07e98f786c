/** What a person typed and the station cannot take. Nothing was done in any of these. */
import { type FailureTexts, three } from './three.ts';

export const inputFailures: FailureTexts = {
  'usage/unknown-command': three(
    'There is no command "{command}"; see: ohmstead help.',
    '没有“{command}”这个命令；请看 ohmstead help。',
    '沒有「{command}」這個命令；請看 ohmstead help。',
  ),
  'usage/unknown-option': three(
    'There is no option {option} here; leave it out.',
    '这里没有选项 {option}；请去掉。',
    '這裡沒有選項 {option}；請去掉。',
  ),
  'usage/option-value': three(
    'The option {option} was given without its value, or with one it does not take.',
    '选项 {option} 缺少值，或不需要值。',
    '選項 {option} 缺少值，或不需要值。',
  ),
  'usage/missing-option': three('{option} is missing; add it.', '缺少 {option}；请补上。', '缺少 {option}；請補上。'),
  'usage/missing-operand': three(
    '{operand} is missing; add it.',
    '缺少 {operand}；请补上。',
    '缺少 {operand}；請補上。',
  ),
  'usage/extra-operand': three(
    '"{operand}" is one word too many; put texts with spaces in quotes.',
    '“{operand}”是多余的；含空格的文字请加引号。',
    '「{operand}」是多餘的；含空格的文字請加引號。',
  ),
  'usage/bad-number': three(
    '{option} is "{value}", but must be a number from {low} to {high}.',
    '{option} 为“{value}”，应为 {low} 到 {high} 之间的数。',
    '{option} 為「{value}」，應為 {low} 到 {high} 之間的數。',
  ),
  'usage/language': three(
    'The station does not speak "{language}"; choose one of {known}.',
    '工作站不支持语言“{language}”；请选择 {known}。',
    '工作站不支援語言「{language}」；請選擇 {known}。',
  ),
  'usage/unknown-driver': three(
    'There is no driver "{driver}"; choose one of {known}.',
    '没有驱动“{driver}”；请选择 {known}。',
    '沒有驅動程式「{driver}」；請選擇 {known}。',
  ),
  'usage/no-decoder': three(
    '"{driver}" is a phone: it is talked to in commands and files and not in bytes on a line, so there is nothing to decode; its readings are in the record of a run: ohmstead export RUN --format json.',
    '“{driver}”是手机：与它通信用的是命令和文件，而不是线路上的字节，因此没有可解码的内容；它的读数在运行记录中：ohmstead export RUN --format json。',
    '「{driver}」是手機：與它通訊用的是指令和檔案，而不是線路上的位元組，因此沒有可解碼的內容；它的讀數在執行記錄中：ohmstead export RUN --format json。',
  ),
  'usage/needs-conversation': three(
    'What "{driver}" says means nothing without what it was asked; nothing was decoded. Record both with ohmstead read --record FILE and give that to ohmstead decode {driver} --conversation. From bytes alone can be decoded: {known}.',
    '“{driver}”所说的内容脱离对它的提问没有意义；未做解码。请用 ohmstead read --record FILE 录下双方，再交给 ohmstead decode {driver} --conversation。仅凭字节可以解码的有：{known}。',
    '「{driver}」所說的內容脫離對它的提問沒有意義；未做解碼。請用 ohmstead read --record FILE 錄下雙方，再交給 ohmstead decode {driver} --conversation。僅憑位元組可以解碼的有：{known}。',
  ),
  'usage/one-of-two': three(
    '{one} and {other} exclude each other; nothing was done; leave one of them out.',
    '{one} 与 {other} 不能同时使用；未做任何操作；请去掉其中一个。',
    '{one} 與 {other} 不能同時使用；未做任何操作；請去掉其中一個。',
  ),
  'usage/unknown-fault': three(
    'There is no fault "{fault}"; choose from {known}.',
    '没有故障“{fault}”；请选择 {known}。',
    '沒有故障「{fault}」；請選擇 {known}。',
  ),
  'usage/unknown-scenario': three(
    'There is no scenario "{scenario}"; choose one of {known}.',
    '没有场景“{scenario}”；请选择 {known}。',
    '沒有情境「{scenario}」；請選擇 {known}。',
  ),
  'usage/simulated-only': three(
    '{option} is for the simulated bench only; add --bench simulated or leave it out.',
    '{option} 仅用于模拟工作台；请加 --bench simulated 或去掉它。',
    '{option} 僅用於模擬工作台；請加 --bench simulated 或去掉它。',
  ),
  'usage/not-hex': three(
    'Character {place} of the input, "{character}", is no hexadecimal digit; decoding ended there.',
    '输入的第 {place} 个字符“{character}”不是十六进制数字；解码到此为止。',
    '輸入的第 {place} 個字元「{character}」不是十六進位數字；解碼到此為止。',
  ),
  'usage/half-a-byte': three(
    'At character {place} a hexadecimal digit stands alone; decoding ended there.',
    '第 {place} 个字符处的十六进制数字不成对；解码到此为止。',
    '第 {place} 個字元處的十六進位數字不成對；解碼到此為止。',
  ),
  'usage/format': three(
    'There is no format "{format}"; choose {known}.',
    '没有格式“{format}”；请选择 {known}。',
    '沒有格式「{format}」；請選擇 {known}。',
  ),
  'usage/csv-is-not-json': three(
    'CSV cannot go to standard output together with --json; add --out FILE.',
    'CSV 不能与 --json 一起输出；请加 --out FILE。',
    'CSV 不能與 --json 一起輸出；請加 --out FILE。',
  ),
  'usage/use': three(
    'An instrument is named as ROLE=ADDRESS or ROLE=DRIVER@ADDRESS, not "{given}"; nothing was done.',
    '指明仪器应写作 ROLE=ADDRESS 或 ROLE=DRIVER@ADDRESS，而不是“{given}”；未执行任何操作。',
    '指明儀器應寫作 ROLE=ADDRESS 或 ROLE=DRIVER@ADDRESS，而不是「{given}」；未執行任何操作。',
  ),
  'usage/auto-only': three(
    '{option} chooses among the instruments that are found; this bench has its own; nothing was done.',
    '{option} 用于在找到的仪器中选择，而此工作台自带仪器；未执行任何操作。',
    '{option} 用於在找到的儀器中選擇，而此工作台自帶儀器；未執行任何操作。',
  ),
  'usage/wait': three(
    '--wait takes minutes from 0 to {most}, not "{given}"; nothing was done.',
    '--wait 以分钟计，范围 0 到 {most}，而不是“{given}”；未执行任何操作。',
    '--wait 以分鐘計，範圍 0 到 {most}，而不是「{given}」；未執行任何操作。',
  ),
  'usage/answer': three(
    '"{answer}" is no answer; write KEY=VALUE.',
    '“{answer}”不是答案；请写成 KEY=VALUE。',
    '「{answer}」不是答案；請寫成 KEY=VALUE。',
  ),
  'usage/answers-file': three(
    'The file {file} does not hold one JSON object of answers; correct it.',
    '文件 {file} 不是一个 JSON 答案对象；请改正。',
    '檔案 {file} 不是一個 JSON 答案物件；請改正。',
  ),
  'usage/no-file': three(
    'The file {file} cannot be read ({why}); check the path.',
    '无法读取文件 {file}（{why}）；请检查路径。',
    '無法讀取檔案 {file}（{why}）；請檢查路徑。',
  ),
  'input/invalid': three(
    '"{field}" has the wrong form; nothing was changed.',
    '“{field}”格式不对；未作任何更改。',
    '「{field}」格式不對；未作任何更改。',
  ),
  'input/missing': three(
    '"{field}" is missing; nothing was changed.',
    '缺少“{field}”；未作任何更改。',
    '缺少「{field}」；未作任何更改。',
  ),
  'input/unknown-field': three(
    '"{field}" does not belong there; nothing was changed.',
    '“{field}”不属于此处；未作任何更改。',
    '「{field}」不屬於此處；未作任何更改。',
  ),
  'input/empty': three(
    '"{field}" is empty; nothing was changed.',
    '“{field}”为空；未作任何更改。',
    '「{field}」為空；未作任何更改。',
  ),
  'input/not-text': three(
    '"{field}" must be text; nothing was changed.',
    '“{field}”必须是文字；未作任何更改。',
    '「{field}」必須是文字；未作任何更改。',
  ),
  'input/too-long': three(
    '"{field}" is longer than {limit} characters; nothing was changed; shorten it.',
    '“{field}”超过 {limit} 个字符；未作任何更改；请缩短。',
    '「{field}」超過 {limit} 個字元；未作任何更改；請縮短。',
  ),
  'input/control-characters': three(
    '"{field}" holds invisible control characters; nothing was changed; type it anew.',
    '“{field}”含有不可见的控制字符；未作任何更改；请重新输入。',
    '「{field}」含有不可見的控制字元；未作任何更改；請重新輸入。',
  ),
  'input/not-a-number': three(
    '"{field}" must be a number; nothing was changed.',
    '“{field}”必须是数字；未作任何更改。',
    '「{field}」必須是數字；未作任何更改。',
  ),
  'input/not-an-integer': three(
    '"{field}" must be a whole number; nothing was changed.',
    '“{field}”必须是整数；未作任何更改。',
    '「{field}」必須是整數；未作任何更改。',
  ),
  'input/too-small': three(
    '"{field}" must be at least {limit}; nothing was changed.',
    '“{field}”至少为 {limit}；未作任何更改。',
    '「{field}」至少為 {limit}；未作任何更改。',
  ),
  'input/too-large': three(
    '"{field}" must be at most {limit}; nothing was changed.',
    '“{field}”最多为 {limit}；未作任何更改。',
    '「{field}」最多為 {limit}；未作任何更改。',
  ),
  'input/not-one-of': three(
    '"{field}" must be one of {allowed}; nothing was changed.',
    '“{field}”必须是 {allowed} 之一；未作任何更改。',
    '「{field}」必須是 {allowed} 之一；未作任何更改。',
  ),
  'input/imei-digits': three(
    'The IMEI holds something that is no digit; nothing was changed; dial *#06# to see it.',
    'IMEI 含有非数字字符；未作任何更改；可拨 *#06# 查看。',
    'IMEI 含有非數字字元；未作任何更改；可撥 *#06# 查看。',
  ),
  'input/imei-length': three(
    'An IMEI has {limit} digits; nothing was changed; dial *#06# to see it.',
    'IMEI 应为 {limit} 位数字；未作任何更改；可拨 *#06# 查看。',
    'IMEI 應為 {limit} 位數字；未作任何更改；可撥 *#06# 查看。',
  ),
  'input/imei-checksum': three(
    'The check digit of the IMEI does not fit, so a digit is wrong; nothing was changed; dial *#06# to see it.',
    'IMEI 校验位不符，说明有数字错误；未作任何更改；可拨 *#06# 查看。',
    'IMEI 檢查碼不符，表示有數字錯誤；未作任何更改；可撥 *#06# 查看。',
  ),
  'input/email': three(
    '"{field}" is no e-mail address; nothing was changed.',
    '“{field}”不是电子邮箱地址；未作任何更改。',
    '「{field}」不是電子郵件地址；未作任何更改。',
  ),
  'input/phone-number': three(
    '"{field}" is no telephone number; nothing was changed.',
    '“{field}”不是电话号码；未作任何更改。',
    '「{field}」不是電話號碼；未作任何更改。',
  ),
  'input/ticket-number': three(
    'A ticket number looks like SR-20260105-0001; see: ohmstead tickets.',
    '工单号形如 SR-20260105-0001；请看 ohmstead tickets。',
    '工單號形如 SR-20260105-0001；請看 ohmstead tickets。',
  ),
  'answer/invalid': three(
    '"{given}" is no {kind} answer to "{key}"; it was not used; answer differently.',
    '“{given}”不是“{key}”的有效答案（{kind}）；未被使用；请重新回答。',
    '「{given}」不是「{key}」的有效答案（{kind}）；未被使用；請重新回答。',
  ),
  'answer/unknown-key': three(
    'The procedure asks nothing called "{key}"; nothing was run; its questions are: {known}.',
    '流程没有名为“{key}”的提问；未运行；它的提问有：{known}。',
    '流程沒有名為「{key}」的提問；未執行；它的提問有：{known}。',
  ),
  'answer/no-question': three(
    'No question "{key}" is open; the answer was not used.',
    '没有等待回答的问题“{key}”；该答案未被使用。',
    '沒有等待回答的問題「{key}」；該答案未被使用。',
  ),
  'ticket/unknown': three(
    'There is no ticket {ticket}; nothing was changed; see: ohmstead tickets.',
    '没有工单 {ticket}；未作任何更改；请看 ohmstead tickets。',
    '沒有工單 {ticket}；未作任何更改；請看 ohmstead tickets。',
  ),
  'procedure/unknown': three(
    'There is no procedure "{procedure}"; see: ohmstead procedures.',
    '没有流程“{procedure}”；请看 ohmstead procedures。',
    '沒有流程「{procedure}」；請看 ohmstead procedures。',
  ),
};
