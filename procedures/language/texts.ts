/** Texts people read, always in all three languages of the station. Parameters stand in braces: `{percent}`. */

/** The languages every text must have. */
export const languages = ['zh-CN', 'zh-TW', 'en'] as const;
export type Language = (typeof languages)[number];
export type Texts = Readonly<Record<Language, string>>;
