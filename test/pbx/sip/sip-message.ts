/** One SIP message, RFC 3261 section 7. Header names in lower case; compact names are not used by Asterisk unless asked. */
export interface SipMessage {
  readonly startLine: string;
  /** 0 for a request. */
  readonly status: number;
  /** Empty for a response. */
  readonly method: string;
  readonly headers: ReadonlyMap<string, readonly string[]>;
  readonly body: string;
}

export function parseSip(text: string): SipMessage {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [startLine = '', ...lines] = head.split('\r\n');
  const headers = new Map<string, string[]>();
  for (const line of lines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim().toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(colon + 1).trim()]);
  }
  const status = Number(/^SIP\/2\.0 (\d{3})/.exec(startLine)?.[1] ?? 0);
  const method = status === 0 ? (startLine.split(' ')[0] ?? '') : '';
  return { startLine, status, method, headers, body: rest.join('\r\n\r\n') };
}

export const header = (message: SipMessage, name: string): string => message.headers.get(name)?.[0] ?? '';

export type SipHeader = readonly [name: string, value: string];

export function formatSip(startLine: string, headers: readonly SipHeader[], body = ''): string {
  const type: readonly SipHeader[] = body === '' ? [] : [['Content-Type', 'application/sdp']];
  const length: SipHeader = ['Content-Length', String(Buffer.byteLength(body))];
  const lines = [...headers, ...type, length].map(([name, value]) => `${name}: ${value}`);
  return [startLine, ...lines, '', body].join('\r\n');
}

/** A display name as a quoted string: only `"` and `\` need a backslash (RFC 3261, 25.1), all else is UTF-8 as it is. */
export const quoted = (name: string): string => `"${name.replace(/["\\]/g, '\\$&')}"`;

/** The address inside `"Name" <sip:…>;tag=…`. */
export const uriOf = (value: string): string => /<([^>]+)>/.exec(value)?.[1] ?? value.split(';')[0] ?? '';
