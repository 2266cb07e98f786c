/** What multimeters refuse. Their modes are named in the person's language, see `mode-text.ts`. */
import { type FailureTexts, three } from './three.ts';

export const meterFailures: FailureTexts = {
  'meter/wrong-mode': three(
    'The meter is set to {actual}, and {expected} is needed; its reading was not used; set it to {expected} with its dial or keys, or use a meter that has it.',
    '万用表处于{actual}，而需要{expected}；读数未使用；请用旋钮或按键切换到{expected}，或换用有此功能的万用表。',
    '三用電表處於{actual}，而需要{expected}；讀值未使用；請用旋鈕或按鍵切換到{expected}，或換用有此功能的電表。',
  ),
  'meter/no-such-function': three(
    'This meter cannot measure {expected}; it was left as it is; use one that can.',
    '这台万用表不能测{expected}；保持原状；请换用能测的万用表。',
    '這台三用電表不能測{expected}；保持原狀；請換用能測的電表。',
  ),
  'meter/hold': three(
    'The meter holds an old value ({shown}); it was not used; release HOLD.',
    '万用表处于保持状态（{shown}）；该值未被使用；请解除 HOLD。',
    '三用電表處於保持狀態（{shown}）；該值未被使用；請解除 HOLD。',
  ),
  'meter/not-live': three(
    'The meter shows {shown} instead of the present value; it was not used; switch that off.',
    '万用表显示的是 {shown} 而非当前值；未使用；请关闭该功能。',
    '三用電表顯示的是 {shown} 而非目前值；未使用；請關閉該功能。',
  ),
};
