/** What may be wrong with a recorded conversation. Readings that were printed before stand. */
import { type FailureTexts, three } from './three.ts';

export const conversationFailures: FailureTexts = {
  'conversation/bad-line': three(
    'Line {line} of the conversation, "{text}", is none of its lines; nothing was decoded. A line is > (to the instrument) or < (from it), then @ and milliseconds if they are known, then bytes as 2a 49 44 or as "text\\n"; # begins a remark.',
    '会话第 {line} 行“{text}”不符合格式；未做解码。每行以 >（发往仪器）或 <（来自仪器）开头，已知时刻时写 @ 毫秒，其后是 2a 49 44 或 "text\\n" 形式的字节；# 之后为备注。',
    '對話第 {line} 行「{text}」不符合格式；未做解碼。每行以 >（送往儀器）或 <（來自儀器）開頭，已知時刻時寫 @ 毫秒，其後是 2a 49 44 或 "text\\n" 形式的位元組；# 之後為備註。',
  ),
  'conversation/gap': three(
    'At line {line} the transcript says that some of it was lost, so an answer may stand behind another question; nothing was decoded. Cut the file before that line.',
    '通信记录第 {line} 行注明此处有丢失，答复可能对不上提问；未做解码。请把该行及其后的内容去掉。',
    '通訊記錄第 {line} 行註明此處有遺失，答覆可能對不上提問；未做解碼。請把該行及其後的內容去掉。',
  ),
  'conversation/empty': three(
    'The conversation has no bytes in it; nothing was decoded. Record it with ohmstead read --record FILE.',
    '会话中没有任何字节；未做解码。请用 ohmstead read --record FILE 录制。',
    '對話中沒有任何位元組；未做解碼。請用 ohmstead read --record FILE 錄製。',
  ),
  'conversation/other-driver': three(
    'The conversation was held by "{recorded}" and not by "{driver}"; nothing was decoded. Use ohmstead decode {recorded} --conversation, or take its first line out to try all the same.',
    '该会话由“{recorded}”录得，而不是“{driver}”；未做解码。请用 ohmstead decode {recorded} --conversation；若仍要尝试，请删去首行。',
    '該對話由「{recorded}」錄得，而不是「{driver}」；未做解碼。請用 ohmstead decode {recorded} --conversation；若仍要嘗試，請刪去首行。',
  ),
  'conversation/not-recorded': three(
    'The driver asks {asked}, and the conversation does not have that from here on; next it has {next} in line {line}. Decoding ended there. Add the question with its answer above that line if they are known, or take the right driver.',
    '驱动要问 {asked}，而会话从此处起没有它；接下来是第 {line} 行的 {next}。解码到此为止。若知道该提问及其答复，请加在那一行之前，或改用正确的驱动。',
    '驅動程式要問 {asked}，而對話從此處起沒有它；接下來是第 {line} 行的 {next}。解碼到此為止。若知道該提問及其答覆，請加在那一行之前，或改用正確的驅動程式。',
  ),
  'conversation/unanswered': three(
    'The conversation has no whole answer to {asked}; next it has {next} in line {line}. Decoding ended there. Add the answer above that line if it is known.',
    '会话中没有对 {asked} 的完整答复；接下来是第 {line} 行的 {next}。解码到此为止。若知道该答复，请加在那一行之前。',
    '對話中沒有對 {asked} 的完整答覆；接下來是第 {line} 行的 {next}。解碼到此為止。若知道該答覆，請加在那一行之前。',
  ),
  'conversation/ended': three(
    'The conversation ends before {asked} was asked; the station tells no reading from it. Record for longer.',
    '会话在问到 {asked} 之前已结束；工作站不由此给出读数。请录制更长时间。',
    '對話在問到 {asked} 之前已結束；工作站不由此給出讀數。請錄製更長時間。',
  ),
  'conversation/ends-before-reading': three(
    'The conversation ends before a first reading is whole; the last question the driver found in it: {asked}. No reading was told. Record for longer, or take the driver that it was held with.',
    '会话在得到第一个完整读数之前就结束了；驱动在其中找到的最后一个提问是：{asked}。未给出读数。请录制更长时间，或改用录制时的驱动。',
    '對話在得到第一個完整讀數之前就結束了；驅動程式在其中找到的最後一個提問是：{asked}。未給出讀數。請錄製更長時間，或改用錄製時的驅動程式。',
  ),
  'conversation/ends-in-reading': three(
    'The conversation ends in the middle of a reading, which was not told; the {answers} before it stand.',
    '会话在一次读数中途结束，该读数未给出；之前的 {answers} 次有效。',
    '對話在一次讀數中途結束，該讀數未給出；之前的 {answers} 次有效。',
  ),
  'conversation/nothing-said': three(
    'Nothing that was said on the line of {address} is kept; no file was written. Connect the instrument and wait for a few readings first.',
    '没有保留 {address} 线路上的任何通信；未写入文件。请先连接仪器并等待几个读数。',
    '沒有保留 {address} 線路上的任何通訊；未寫入檔案。請先連接儀器並等待幾個讀數。',
  ),
  'conversation/no-bytes': three(
    '"{driver}" is a phone, which is not talked to in bytes on a line; nothing was recorded. Leave --record out; a run keeps what it reads.',
    '“{driver}”是手机，与它的通信不是线路上的字节；未录制。请去掉 --record；运行会保存所读内容。',
    '「{driver}」是手機，與它的通訊不是線路上的位元組；未錄製。請去掉 --record；執行會儲存所讀內容。',
  ),
  'conversation/file-exists': three(
    'The file {path} is there already and was not touched; the instrument was not opened. Choose another name.',
    '文件 {path} 已存在，未作改动；未打开仪器。请换一个文件名。',
    '檔案 {path} 已存在，未作變動；未開啟儀器。請換一個檔名。',
  ),
  'conversation/not-written': three(
    'The conversation cannot be kept in {path}: {message}; reading has ended. Free some space or choose another folder.',
    '无法把会话写入 {path}：{message}；读取已结束。请腾出空间或换一个文件夹。',
    '無法把對話寫入 {path}：{message}；讀取已結束。請騰出空間或換一個資料夾。',
  ),
};
