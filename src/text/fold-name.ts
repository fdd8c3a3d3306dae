/** As names and addresses are compared: letters that look alike to whoever reads are alike, blanks and case do not count. */
export const foldName = (text: string): string => text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
