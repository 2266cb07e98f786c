/**
 * What became of outputs that were switched off for safety: seen off, sent and not seen, or not sent. And of what a command
 * has written.
 */
import { type FailureTexts, three } from './three.ts';

export const outputFailures: FailureTexts = {
  'output/not-written': three(
    'What the command tells could not be written ({message}); the end of it is missing where it was sent. Free some space or choose another file, then ask again.',
    '命令的输出无法写入（{message}）；目标文件缺少后面的内容。请腾出空间或换一个文件，然后再次执行。',
    '命令的輸出無法寫入（{message}）；目標檔案缺少後面的內容。請騰出空間或換一個檔案，然後再執行一次。',
  ),
  'output/seen-off': three(
    '{output}: off. The instrument itself has said so after the command.',
    '{output}：已关闭。仪器在收到命令后已自行确认。',
    '{output}：已關閉。儀器在收到命令後已自行確認。',
  ),
  'output/not-seen': three(
    '{output}: the command to switch off was sent, but was NEVER SEEN TO WORK ({why}). It may be on still: look at the instrument, and switch it off by its own switch.',
    '{output}：已发送关闭命令，但从未确认生效（{why}）。输出可能仍然开启：请查看仪器，并用其自身开关关闭。',
    '{output}：已送出關閉命令，但從未確認生效（{why}）。輸出可能仍然開啟：請查看儀器，並用其自身開關關閉。',
  ),
  'output/not-looked': three(
    '{output}: the command to switch off was sent; whether it is off WAS NOT LOOKED AT. Look at the instrument.',
    '{output}：已发送关闭命令；尚未查看是否已关闭。请查看仪器。',
    '{output}：已送出關閉命令；尚未查看是否已關閉。請查看儀器。',
  ),
  'output/seen-on': three(
    '{output}: the command to switch off was sent, and the instrument says that it is STILL ON. Switch it off by its own switch, or take its mains plug out.',
    '{output}：已发送关闭命令，但仪器表示输出仍然开启。请用仪器自身的开关关闭，或拔下其电源插头。',
    '{output}：已送出關閉命令，但儀器表示輸出仍然開啟。請用儀器自身的開關關閉，或拔下其電源插頭。',
  ),
  'output/not-sent': three(
    '{output}: the command to switch off COULD NOT BE SENT ({why}). It may be on: switch it off by its own switch, or take its mains plug out.',
    '{output}：无法发送关闭命令（{why}）。输出可能开启：请用仪器自身的开关关闭，或拔下其电源插头。',
    '{output}：無法送出關閉命令（{why}）。輸出可能開啟：請用儀器自身的開關關閉，或拔下其電源插頭。',
  ),
  'output/cannot-say': three(
    'An instrument of this kind ({capability}) cannot say whether it is off; it was not asked; look at it.',
    '此类仪器（{capability}）无法告知是否已关闭；未询问；请查看仪器。',
    '此類儀器（{capability}）無法告知是否已關閉；未詢問；請查看儀器。',
  ),
  'emergency/not-seen-off': three(
    'The commands to switch off were sent, but these were NEVER SEEN TO BE OFF: {outputs} ({why}). They stay on the list and are tried again: look at the instruments, and switch them off by their own switches.',
    '已发送关闭命令，但以下输出从未确认关闭：{outputs}（{why}）。它们保留在列表中并会再次尝试：请查看仪器，并用其自身开关关闭。',
    '已送出關閉命令，但以下輸出從未確認關閉：{outputs}（{why}）。它們保留在清單中並會再次嘗試：請查看儀器，並用其自身開關關閉。',
  ),
};
