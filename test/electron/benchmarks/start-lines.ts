/** The words with which the page under test begins its one line on the console; marks as JSON follow. */
export const usableLine = 'can be used at';
