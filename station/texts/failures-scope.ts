/** Oscilloscopes: records, pictures and what stands behind them. */
import { type FailureTexts, three } from './three.ts';

export const scopeFailures: FailureTexts = {
  'scope/channel-off': three(
    'Channel {channel} is switched off at the oscilloscope; nothing was read; switch it on.',
    '示波器的通道 {channel} 已关闭；未读取数据；请打开该通道。',
    '示波器的通道 {channel} 已關閉；未讀取資料；請開啟該通道。',
  ),
  'scope/changed': three(
    'The settings of the oscilloscope changed while channel {channel} was read; the record was thrown away; leave its keys alone and try again.',
    '读取通道 {channel} 时示波器的设置发生变化；该记录已丢弃；请勿操作面板并重试。',
    '讀取通道 {channel} 時示波器的設定發生變化；該記錄已丟棄；請勿操作面板並重試。',
  ),
  'scope/short-record': three(
    'The oscilloscope sent {bytes} bytes, not as many as the record has; it was thrown away; try again.',
    '示波器发来 {bytes} 字节，与记录长度不符；该记录已丢弃；请重试。',
    '示波器送來 {bytes} 位元組，與記錄長度不符；該記錄已丟棄；請重試。',
  ),
  'scope/other-record': three(
    'The oscilloscope describes another record than was asked for ({answer}); nothing was read; try again.',
    '示波器描述的不是所请求的记录（{answer}）；未读取数据；请重试。',
    '示波器描述的不是所請求的記錄（{answer}）；未讀取資料；請重試。',
  ),
  'scope/no-picture': three(
    'What the oscilloscope sent is no picture; it was thrown away; try again.',
    '示波器发来的不是图像；已丢弃；请重试。',
    '示波器送來的不是圖像；已丟棄；請重試。',
  ),
  'scope/cannot-measure': three(
    'This oscilloscope has no measurement "{what}"; nothing was sent; capture the waveform instead.',
    '该示波器没有“{what}”测量；未发送任何命令；请改为采集波形。',
    '該示波器沒有「{what}」量測；未傳送任何命令；請改為擷取波形。',
  ),
};
