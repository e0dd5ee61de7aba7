// Telephone numbers as people write them, and as a phone dials them.

export function dialable(phone: string): string {
  return `tel:${phone.replace(/[^+\d]/g, '')}`;
}

/** Forgiving: any writing with 6 to 15 digits, as E.164 allows at most 15. */
export function looksLikePhone(text: string): boolean {
  const digits = text.replace(/\D/g, '').length;
  return /^[+\d\s()./-]+$/.test(text) && digits >= 6 && digits <= 15;
}

/** One @ with something around it and a dot behind: the code sent there is the real proof. */
export function looksLikeEmail(text: string): boolean {
  return text.length <= 254 && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);
}
