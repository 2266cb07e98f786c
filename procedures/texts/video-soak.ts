/** What the procedure `video-soak` says. */
import type { Texts } from '../language/index.ts';
import { phoneFindings, phoneStages, preflightFindings } from './preflight.ts';

export const title: Texts = {
  'zh-CN': '视频测试（4K，60 分钟）',
  'zh-TW': '影片測試（4K，60 分鐘）',
  en: 'Video soak, 60 minutes of 4K',
};

export const stages = {
  ...phoneStages,
  'crashes-before': { 'zh-CN': '记录已有的崩溃', 'zh-TW': '記錄既有的當機', en: 'Crashes that are there already' },
  screen: { 'zh-CN': '屏幕设置与播放器', 'zh-TW': '螢幕設定與播放器', en: 'Screen settings and player' },
  start: { 'zh-CN': '开始播放', 'zh-TW': '開始播放', en: 'Start the clip' },
  watch: { 'zh-CN': '播放 60 分钟', 'zh-TW': '播放 60 分鐘', en: 'Play for 60 minutes' },
  'crashes-after': { 'zh-CN': '核对新增的崩溃', 'zh-TW': '核對新增的當機', en: 'Crashes since the start' },
} as const satisfies Record<string, Texts>;

export const measures = {
  playing: { 'zh-CN': '确认在播放的时间', 'zh-TW': '確認播放中的時間', en: 'Time proven to be playing' },
  droppedFrames: { 'zh-CN': '丢帧', 'zh-TW': '掉格', en: 'Dropped frames' },
  restarts: { 'zh-CN': '播放器重启次数', 'zh-TW': '播放器重新啟動次數', en: 'Player restarts' },
  crashes: { 'zh-CN': '新增崩溃次数', 'zh-TW': '新增當機次數', en: 'New crashes' },
  hottest: { 'zh-CN': '电池最高温度', 'zh-TW': '電池最高溫度', en: 'Hottest battery' },
  thermalStatus: { 'zh-CN': '最高热状态（0–6）', 'zh-TW': '最高溫控狀態（0–6）', en: 'Highest thermal status, 0 to 6' },
  moderateTime: {
    'zh-CN': '热状态达到 2 的时间',
    'zh-TW': '溫控狀態達到 2 的時間',
    en: 'Time at thermal status 2 or more',
  },
  drain: { 'zh-CN': '每小时耗电', 'zh-TW': '每小時耗電', en: 'Charge used in an hour' },
  levelJump: { 'zh-CN': '电量跳变', 'zh-TW': '電量跳變', en: 'Largest jump of the level' },
} as const satisfies Record<string, Texts>;

export const findings = {
  ...preflightFindings,
  ...phoneFindings,
  'no-4k-decoder': {
    'zh-CN': '本机没有 2160p 解码器，改用 1080p 片源。',
    'zh-TW': '本機沒有 2160p 解碼器，改用 1080p 影片。',
    en: 'This phone has no decoder for 2160p; the 1080p clip is used.',
  },
  'video-stalled': {
    'zh-CN': '画面停住了：{seconds} 秒内三个见证中有两个没有前进。查显示、解码和供电。',
    'zh-TW': '畫面停住了：{seconds} 秒內三個見證中有兩個沒有前進。檢查顯示、解碼與供電。',
    en: 'The video stalled: two of three witnesses stood still for {seconds} s. Look at display, decoder and supply.',
  },
  'playing-unknown': {
    'zh-CN': '{percent} % 的时段无法确认是否在播放，不能判定。',
    'zh-TW': '{percent} % 的時段無法確認是否播放，無法判定。',
    en: 'For {percent} % of the time nobody could tell whether the video played, so this cannot be decided.',
  },
  'frames-not-counted': {
    'zh-CN': '手机只计入了应有帧数的 {percent} %，丢帧比例说明不了问题，不作判定。',
    'zh-TW': '手機只計入了應有影格數的 {percent} %，掉格比例不具意義，不予判定。',
    en: 'The phone counted {percent} % of the frames there were, so the part it calls dropped says nothing; it is not decided.',
  },
  'level-stands-still': {
    'zh-CN': '没有接电源，播放中电量一直是 {level} %：电量计没有更新，耗电和跳变不作判定。',
    'zh-TW': '未接電源，播放中電量一直是 {level} %：電量計未更新，耗電與跳變不予判定。',
    en: 'Without power the level stayed at {level} % all the time: the gauge is not renewed, so drain and jumps are not decided.',
  },
  'player-restarted': {
    'zh-CN': '播放器退出，已重新打开。',
    'zh-TW': '播放器已結束，已重新開啟。',
    en: 'The player had ended; it was started again.',
  },
  'system-crash': {
    'zh-CN': '播放期间系统服务崩溃：{tag}（{when}）。',
    'zh-TW': '播放期間系統服務當機：{tag}（{when}）。',
    en: 'The system server crashed during the test: {tag} ({when}).',
  },
  crash: {
    'zh-CN': '播放期间新增崩溃记录：{tag}（{when}）。',
    'zh-TW': '播放期間新增當機紀錄：{tag}（{when}）。',
    en: 'New crash during the test: {tag} ({when}).',
  },
  'drain-not-supported': {
    'zh-CN': '测试中接着电源，耗电不作判定。',
    'zh-TW': '測試中接有電源，耗電不予判定。',
    en: 'The phone had power during the test; its drain is not judged.',
  },
  'too-hot': {
    'zh-CN': '电池超过 45 °C，已立即停止播放。',
    'zh-TW': '電池超過 45 °C，已立即停止播放。',
    en: 'The battery went over 45 °C; playing was stopped at once.',
  },
  rebooted: {
    'zh-CN': '播放中手机自行重启。',
    'zh-TW': '播放中手機自行重新開機。',
    en: 'The phone restarted by itself while playing.',
  },
} as const satisfies Record<string, Texts>;
