/** Oscilloscopes: records, pictures and what stands behind them. */
import { type FailureTexts, three } from './three.ts';

export const scopeFailures: FailureTexts = {
  'scope/channel-off': three(
    'Channel {channel} is switched off at the oscilloscope; nothing was read; switch it on.',
    '示波器的通道 {channel} 已关闭；未读取数据；请打开该通道。',
    '示波器的通道 {channel} 已關閉；未讀取資料；請開啟該通道。',
  ),
  'scope/not-volts': three(
    'Channel {channel} of the oscilloscope is set to another unit than volts ({unit}); nothing was read; set its unit to V, and see that no current probe is on it.',
    '示波器通道 {channel} 的单位不是伏特（{unit}）；未读取数据；请将其单位设为 V，并确认未接电流探头。',
    '示波器通道 {channel} 的單位不是伏特（{unit}）；未讀取資料；請將其單位設為 V，並確認未接電流探棒。',
  ),
  'scope/grounded': three(
    'The input of channel {channel} is grounded inside the oscilloscope, so it sees nothing of its probe; nothing was read; set its coupling to DC.',
    '示波器通道 {channel} 的输入在内部接地，看不到探头信号；未读取数据；请将耦合设为 DC。',
    '示波器通道 {channel} 的輸入在內部接地，看不到探棒訊號；未讀取資料；請將耦合設為 DC。',
  ),
  'scope/ac-coupled': three(
    'Channel {channel} of the oscilloscope is coupled to AC, which takes the mean away; nothing was read; set its coupling to DC, or measure peak to peak.',
    '示波器通道 {channel} 为 AC 耦合，直流分量已被隔除；未读取数据；请将耦合设为 DC，或改测峰峰值。',
    '示波器通道 {channel} 為 AC 耦合，直流成分已被隔除；未讀取資料；請將耦合設為 DC，或改量峰對峰值。',
  ),
  'scope/inverted': three(
    'Channel {channel} of the oscilloscope is inverted; nothing was read; switch the inversion off.',
    '示波器通道 {channel} 已反相；未读取数据；请关闭反相。',
    '示波器通道 {channel} 已反相；未讀取資料；請關閉反相。',
  ),
  'scope/stopped': three(
    'The oscilloscope is stopped: what it shows may be of a unit before; nothing was read; press Run, or capture the waveform.',
    '示波器已停止，屏幕内容可能属于之前的设备；未读取数据；请按 Run，或改为采集波形。',
    '示波器已停止，畫面內容可能屬於先前的裝置；未讀取資料；請按 Run，或改為擷取波形。',
  ),
  'scope/no-trigger': three(
    'The oscilloscope waits for a trigger: what it shows is older than the question; nothing was read; see to the trigger level, set the sweep to Auto, or capture the waveform.',
    '示波器正在等待触发，屏幕内容早于本次测量；未读取数据；请检查触发电平、将触发方式设为 Auto，或改为采集波形。',
    '示波器正在等待觸發，畫面內容早於本次量測；未讀取資料；請檢查觸發位準、將觸發模式設為 Auto，或改為擷取波形。',
  ),
  'scope/too-slow': three(
    'At this time base the oscilloscope takes {seconds} s until its screen is new; nothing was read; choose a faster time base, or capture the waveform.',
    '在此时基下，示波器需 {seconds} 秒才能更新整屏；未读取数据；请选择更快的时基，或改为采集波形。',
    '在此時基下，示波器需 {seconds} 秒才能更新整個畫面；未讀取資料；請選擇更快的時基，或改為擷取波形。',
  ),
  'scope/changed': three(
    'The settings of the oscilloscope changed while channel {channel} was read; what was read was thrown away; leave its keys alone and try again.',
    '读取通道 {channel} 时示波器的设置发生变化；所读数据已丢弃；请勿操作面板并重试。',
    '讀取通道 {channel} 時示波器的設定發生變化；所讀資料已丟棄；請勿操作面板並重試。',
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
  'scope/probe-factor': three(
    'The record of channel {channel} says {described} V a division where the screen has {shown} V: this model counts the factor of the probe otherwise than is known here; nothing was read; use a 1X probe and set 1X at the oscilloscope.',
    '通道 {channel} 的记录为每格 {described} V，而屏幕为每格 {shown} V：该型号对探头衰减比的处理方式未知；未读取数据；请使用 1X 探头，并在示波器上设为 1X。',
    '通道 {channel} 的記錄為每格 {described} V，而畫面為每格 {shown} V：該型號對探棒衰減比的處理方式未知；未讀取資料；請使用 1X 探棒，並在示波器上設為 1X。',
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
