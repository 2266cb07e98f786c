/** The options of `ohmstead ticket new`. */
import { priorities, warrantyStates } from '../../api/validators.ts';
import type { OptionSpec } from '../command.ts';

const text = (value: string, en: string, cn: string, tw: string): OptionSpec => ({
  type: 'string',
  value,
  help: { en, 'zh-CN': cn, 'zh-TW': tw },
});

export const newTicketOptions: Readonly<Record<string, OptionSpec>> = {
  brand: text('NAME', 'brand of the unit', '品牌', '品牌'),
  model: text('NAME', 'model of the unit', '型号', '型號'),
  fault: text('TEXT', "the fault in the customer's words", '客户描述的故障', '客戶描述的故障'),
  began: text('TEXT', 'how and when it began', '故障如何、何时开始', '故障如何、何時開始'),
  serial: text('TEXT', 'serial number', '序列号', '序號'),
  imei: text('DIGITS', 'IMEI, 15 digits', 'IMEI，15 位数字', 'IMEI，15 位數字'),
  priority: text(priorities.join('|'), 'default P3', '默认 P3', '預設 P3'),
  warranty: text(warrantyStates.join('|'), 'default unknown', '默认 unknown', '預設 unknown'),
  'contact-name': text('NAME', 'the customer, kept apart', '客户姓名（单独保存）', '客戶姓名（單獨保存）'),
  'contact-phone': text('NUMBER', 'kept apart', '客户电话（单独保存）', '客戶電話（單獨保存）'),
  'contact-email': text('ADDRESS', 'kept apart', '客户邮箱（单独保存）', '客戶電郵（單獨保存）'),
};
