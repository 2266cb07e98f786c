/** Soldering stations and electronic loads. */
import { type FailureTexts, three } from './three.ts';

export const toolFailures: FailureTexts = {
  'soldering/out-of-range': three(
    '{celsius} °C is outside what this soldering station takes ({lowest} to {highest} °C); nothing was set; choose another temperature.',
    '{celsius} °C 超出该焊台的范围（{lowest} 至 {highest} °C）；未作设置；请另选温度。',
    '{celsius} °C 超出該焊台的範圍（{lowest} 至 {highest} °C）；未作設定；請另選溫度。',
  ),
  'soldering/not-confirmed': three(
    'The soldering station did not take {wanted} °C (it says {actual}); it counts as not set; check the station.',
    '焊台未接受 {wanted} °C（回报 {actual}）；视为未设置；请检查焊台。',
    '焊台未接受 {wanted} °C（回報 {actual}）；視為未設定；請檢查焊台。',
  ),
  'soldering/not-in-control': three(
    'The soldering station belongs to its front panel; nothing was set; take control in the procedure first.',
    '焊台目前由面板控制；未作设置；请先在流程中取得控制权。',
    '焊台目前由面板控制；未作設定；請先在流程中取得控制權。',
  ),
  'soldering/refused': three(
    'The soldering station refused {command} ({reason}); it was left as it is; check its mode and tool.',
    '焊台拒绝了 {command}（{reason}）；保持原状；请检查其模式和手柄。',
    '焊台拒絕了 {command}（{reason}）；保持原狀；請檢查其模式和手柄。',
  ),
  'load/out-of-range': three(
    '{what} {value} is outside what the load can keep ({lowest} to {highest}); nothing was set; choose another value.',
    '{what} {value} 超出负载范围（{lowest} 至 {highest}）；未作设置；请另选数值。',
    '{what} {value} 超出負載範圍（{lowest} 至 {highest}）；未作設定；請另選數值。',
  ),
  'load/mode-unsupported': three(
    'This load has no mode "{mode}"; nothing was set; choose another mode or another load.',
    '该负载没有“{mode}”模式；未作设置；请换模式或负载。',
    '該負載沒有「{mode}」模式；未作設定；請換模式或負載。',
  ),
  'load/not-confirmed': three(
    'The load did not confirm {wanted} (it says {actual}); it counts as not done; check the load.',
    '负载未确认 {wanted}（回报 {actual}）；视为未执行；请检查负载。',
    '負載未確認 {wanted}（回報 {actual}）；視為未執行；請檢查負載。',
  ),
  'load/nothing-set': three(
    'The load at {address} was to be switched on before it was told how much to take; it stays off; let the procedure set the current first.',
    '负载 {address} 尚未设定拉载值就被要求开启；保持关闭；请让流程先设定电流。',
    '負載 {address} 尚未設定拉載值就被要求開啟；保持關閉；請讓流程先設定電流。',
  ),
  'load/refused': three(
    'The load refused {command} ({reason}); it was left as it is; check its settings.',
    '负载拒绝了 {command}（{reason}）；保持原状；请检查其设置。',
    '負載拒絕了 {command}（{reason}）；保持原狀；請檢查其設定。',
  ),
  'soldering/no-port': three(
    'The soldering station has no port {port} (only 1 to {most}); nothing was asked; choose another port.',
    '焊台没有端口 {port}（只有 1 至 {most}）；未作询问；请另选端口。',
    '焊台沒有連接埠 {port}（只有 1 至 {most}）；未作詢問；請另選連接埠。',
  ),
};
