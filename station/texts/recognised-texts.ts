/** How each instrument is recognised, in Chinese; the English sentence stands in its driver's manifest. */
import type { Language } from '../../foundation/measurement/declaration.ts';

type Translated = Readonly<Record<Exclude<Language, 'en'>, string>>;

const two = (cn: string, tw: string): Translated => ({ 'zh-CN': cn, 'zh-TW': tw });

/** By the English sentence, which several drivers share; a test finds what is missing or left over. */
export const recognisedTexts: Readonly<Record<string, Translated>> = {
  'its stream of 14-byte frames while its RS232 key is on; the cable is any RS-232 adapter and tells nothing': two(
    '按下 RS232 键后连续发送的 14 字节帧；线缆可为任意 RS-232 适配器，不能说明什么',
    '按下 RS232 鍵後連續傳送的 14 位元組訊框；線材可為任意 RS-232 轉接器，不能說明什麼',
  ),
  'its stream of 14 bytes that count themselves from 1 to 14 in their high nibble; the cable tells nothing': two(
    '连续发送的 14 个字节，高半字节自行从 1 数到 14；线缆不能说明什么',
    '連續傳送的 14 個位元組，高半位元組自行從 1 數到 14；線材不能說明什麼',
  ),
  'its stream of 14-byte frames that begin with a sign and end with CR LF; the cable tells nothing': two(
    '连续发送的 14 字节帧，以正负号开头、CR LF 结尾；线缆不能说明什么',
    '連續傳送的 14 位元組訊框，以正負號開頭、CR LF 結尾；線材不能說明什麼',
  ),
  'its stream of 11-byte frames, each sent twice, that end with CR LF; the cable tells nothing': two(
    '连续发送的 11 字节帧，每帧发两次，以 CR LF 结尾；线缆不能说明什么',
    '連續傳送的 11 位元組訊框，每個訊框送兩次，以 CR LF 結尾；線材不能說明什麼',
  ),
  'its stream of 11-byte frames that end with CR LF; the cable is any RS-232 adapter and tells nothing': two(
    '连续发送的 11 字节帧，以 CR LF 结尾；线缆可为任意 RS-232 适配器，不能说明什么',
    '連續傳送的 11 位元組訊框，以 CR LF 結尾；線材可為任意 RS-232 轉接器，不能說明什麼',
  ),
  'its stream of 15 bytes that count themselves from 1 to 15 in their high nibble; the cable tells nothing': two(
    '连续发送的 15 个字节，高半字节自行从 1 数到 15；线缆不能说明什么',
    '連續傳送的 15 個位元組，高半位元組自行從 1 數到 15；線材不能說明什麼',
  ),
  'its stream of 15 bytes, 02 and then 1 to 14 in the high nibble; the cable tells nothing': two(
    '连续发送的 15 个字节，先是 02，随后高半字节为 1 到 14；线缆不能说明什么',
    '連續傳送的 15 個位元組，先是 02，隨後高半位元組為 1 到 14；線材不能說明什麼',
  ),
  'its 14-character answer to D, which ends with CR; the cable is any RS-232 adapter and tells nothing': two(
    '对 D 的 14 个字符的应答，以 CR 结尾；线缆可为任意 RS-232 适配器，不能说明什么',
    '對 D 的 14 個字元的應答，以 CR 結尾；線材可為任意 RS-232 轉接器，不能說明什麼',
  ),
  'its answer to ID, which begins with FLUKE; the infrared cable tells nothing': two(
    '对 ID 的应答，以 FLUKE 开头；红外线缆不能说明什么',
    '對 ID 的應答，以 FLUKE 開頭；紅外線傳輸線不能說明什麼',
  ),
  'its stream of 19-byte frames that begin with F2 and end with their sum; the adapter tells nothing': two(
    '连续发送的 19 字节帧，以 F2 开头、以校验和结尾；适配器不能说明什么',
    '連續傳送的 19 位元組訊框，以 F2 開頭、以檢查和結尾；轉接器不能說明什麼',
  ),
  'the name it tells when asked; its USB lead is a CP2110 or CH9329': two(
    '询问时报出的名称；其 USB 线缆为 CP2110 或 CH9329',
    '詢問時報出的名稱；其 USB 傳輸線為 CP2110 或 CH9329',
  ),
  'its answer to *IDN?; the infrared or USB lead is any serial adapter': two(
    '对 *IDN? 的应答；红外或 USB 线缆相当于任意串口适配器',
    '對 *IDN? 的應答；紅外線或 USB 傳輸線相當於任意序列轉接器',
  ),
  'its answer to *IDN?, which begins with FLUKE': two(
    '对 *IDN? 的应答，以 FLUKE 开头',
    '對 *IDN? 的應答，以 FLUKE 開頭',
  ),
  'its stream of frames that begin with AB CD; its USB bridge is a CP2110': two(
    '连续发送的以 AB CD 开头的帧；其 USB 桥接芯片为 CP2110',
    '連續傳送的以 AB CD 開頭的訊框；其 USB 橋接晶片為 CP2110',
  ),
  'its stream of frames that begin with AB CD, once it was told to send them; its USB lead is a UT-D09': two(
    '收到命令后连续发送的以 AB CD 开头的帧；其 USB 线缆为 UT-D09',
    '收到命令後連續傳送的以 AB CD 開頭的訊框；其 USB 傳輸線為 UT-D09',
  ),
  'its answer to *IDN?; over the network usually on port 5025': two(
    '对 *IDN? 的应答；经网络时通常在端口 5025',
    '對 *IDN? 的應答；經網路時通常在連接埠 5025',
  ),
  'its answer to *IDN? (KORAD…, TENMA…, VELLEMAN…, RND…, STAMOS…)': two(
    '对 *IDN? 的应答（KORAD…、TENMA…、VELLEMAN…、RND…、STAMOS…）',
    '對 *IDN? 的應答（KORAD…、TENMA…、VELLEMAN…、RND…、STAMOS…）',
  ),
  'its model number in Modbus register 0 (unit 1)': two(
    'Modbus 寄存器 0 中的型号（单元 1）',
    'Modbus 暫存器 0 中的型號（單元 1）',
  ),
  'its model number in Modbus register 11 (unit 1)': two(
    'Modbus 寄存器 11 中的型号（单元 1）',
    'Modbus 暫存器 11 中的型號（單元 1）',
  ),
  'the model word at the beginning of its 130-byte answer to 0xF0 (Bluetooth serial port)': two(
    '对 0xF0 的 130 字节应答开头的型号字（蓝牙串口）',
    '對 0xF0 的 130 位元組應答開頭的型號字（藍牙序列埠）',
  ),
  'its answers in the robot protocol (RS-232, Robot: YES in its menu), which repeat the command': two(
    '机器人协议的应答（RS-232，菜单中 Robot: YES），应答中重复命令',
    '機器人協定的應答（RS-232，選單中 Robot: YES），應答中重複命令',
  ),
  'the greeting it sends on its USB port until somebody answers (500 000 baud, even parity or none)': two(
    '在 USB 口上不断发送直到有人应答的问候（500 000 波特，偶校验或无校验）',
    '在 USB 埠上不斷傳送直到有人應答的問候（500 000 鮑，偶同位檢查或無）',
  ),
  'its 26-byte answer to command 6A, which begins with AA and holds its model': two(
    '对命令 6A 的 26 字节应答，以 AA 开头并包含型号',
    '對命令 6A 的 26 位元組應答，以 AA 開頭並包含型號',
  ),
  'its answer to *IDN? (RIGOL TECHNOLOGIES,DP8…); over the network on port 5555': two(
    '对 *IDN? 的应答（RIGOL TECHNOLOGIES,DP8…）；经网络时在端口 5555',
    '對 *IDN? 的應答（RIGOL TECHNOLOGIES,DP8…）；經網路時在連接埠 5555',
  ),
  'its answer to *IDN? (RIGOL TECHNOLOGIES,DL30…); over the network on port 5555': two(
    '对 *IDN? 的应答（RIGOL TECHNOLOGIES,DL30…）；经网络时在端口 5555',
    '對 *IDN? 的應答（RIGOL TECHNOLOGIES,DL30…）；經網路時在連接埠 5555',
  ),
  'its answer to *IDN?, words parted by blanks (ET54…; XXXXXX when sold by Mustool)': two(
    '对 *IDN? 的应答，以空格分隔（ET54…；Mustool 贴牌为 XXXXXX）',
    '對 *IDN? 的應答，以空格分隔（ET54…；Mustool 貼牌為 XXXXXX）',
  ),
  'its 19-byte status between FA and F8, which it sends by itself once it is told that somebody listens': two(
    'FA 与 F8 之间的 19 字节状态，告知有人接收后自行发送',
    'FA 與 F8 之間的 19 位元組狀態，告知有人接收後自行傳送',
  ),
  'its encrypted 192-byte answer to getva (USB serial port), with pac1, pac2 and pac3 inside': two(
    '对 getva 的 192 字节加密应答（USB 串口），内含 pac1、pac2、pac3',
    '對 getva 的 192 位元組加密應答（USB 序列埠），內含 pac1、pac2、pac3',
  ),
  'its USB id 5FC9:0063, and its answer under the number of the question': two(
    'USB 标识 5FC9:0063，以及带询问编号的应答',
    'USB 識別碼 5FC9:0063，以及帶詢問編號的應答',
  ),
  'its USB id 2E3C:5558, and its reports of 64 bytes that begin with AA 04': two(
    'USB 标识 2E3C:5558，以及以 AA 04 开头的 64 字节报告',
    'USB 識別碼 2E3C:5558，以及以 AA 04 開頭的 64 位元組報告',
  ),
  'its USB id 0483:003A or 0483:003B, and its reports of 64 bytes that begin with AA 04': two(
    'USB 标识 0483:003A 或 0483:003B，以及以 AA 04 开头的 64 字节报告',
    'USB 識別碼 0483:003A 或 0483:003B，以及以 AA 04 開頭的 64 位元組報告',
  ),
  'its answer to ?, which begins with WX (unverified)': two(
    '对 ? 的应答，以 WX 开头（未经验证）',
    '對 ? 的應答，以 WX 開頭（未經驗證）',
  ),
  'its 45-byte answer to A, which begins with 0x02 and ends with 0x03': two(
    '对 A 的 45 字节应答，以 0x02 开头、0x03 结尾',
    '對 A 的 45 位元組應答，以 0x02 開頭、0x03 結尾',
  ),
  'its answer to *IDN?; over the network on port 5025': two(
    '对 *IDN? 的应答；联网时在 5025 端口',
    '對 *IDN? 的應答；連網時在 5025 連接埠',
  ),
  'its answer to *IDN?; over USB, or the network on port 4000': two(
    '对 *IDN? 的应答；经 USB 或联网时在 4000 端口',
    '對 *IDN? 的應答；經 USB 或連網時在 4000 連接埠',
  ),
  'its answer to *IDN?; over the network on port 5555': two(
    '对 *IDN? 的应答；联网时在 5555 端口',
    '對 *IDN? 的應答；連網時在 5555 連接埠',
  ),
  'idevice_id -l; then ProductType of ideviceinfo begins with iPhone, iPad or iPod': two(
    'idevice_id -l；再看 ideviceinfo 的 ProductType 是否以 iPhone、iPad 或 iPod 开头',
    'idevice_id -l；再看 ideviceinfo 的 ProductType 是否以 iPhone、iPad 或 iPod 開頭',
  ),
  'adb: interface class 255, subclass 66, protocol 1; then getprop ro.build.version.release and ro.product.model': two(
    'adb：接口类 255、子类 66、协议 1；再读 getprop ro.build.version.release 和 ro.product.model',
    'adb：介面類別 255、子類別 66、協定 1；再讀 getprop ro.build.version.release 和 ro.product.model',
  ),
};

/** A sentence that nobody has translated yet stays English. */
export function recognisedText(by: string, language: Language): string {
  return language === 'en' ? by : (recognisedTexts[by]?.[language] ?? by);
}
