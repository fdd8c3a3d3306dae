/** `33,000` */
export const grouped = (many: number): string => String(many).replace(/\B(?=(\d{3})+$)/gu, ',');
