import type { SipMailbox } from './phone.ts';

/** Reads a simple-message-summary body (RFC 3842 section 5.2). Null: it says nothing of voice messages we can count. */
export function parseMessageSummary(body: string): SipMailbox | null {
  // Asterisk: "Voice-Message: 2/8 (0/0)", that is new/old and the urgent ones among them.
  const counts = /^\s*Voice-Message\s*:\s*(\d{1,6})\s*\/\s*(\d{1,6})/im.exec(body);
  if (counts !== null) return { new: Number(counts[1]), old: Number(counts[2]) };
  return /^\s*Messages-Waiting\s*:\s*no\b/im.test(body) ? { new: 0, old: 0 } : null;
}
