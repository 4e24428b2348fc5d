import type { Address } from './udp-relay.ts';

/**
 * An SDP in which every UDP candidate of component 1 stands at its gate on 127.0.0.1, and no other is left. Descriptions
 * without candidates stay as they are.
 */
export async function rewriteCandidates(sdp: string, portFor: (address: Address) => Promise<number>): Promise<string> {
  const lines = await Promise.all(sdp.split('\r\n').map((line) => rewriteLine(line, portFor)));
  return lines.filter((line) => line !== null).join('\r\n');
}

// RFC 8839 section 5.1: foundation, component, transport, priority, address, port.
const candidate = /^(a=candidate:\S+) (\d+) (\S+) (\d+) (\S+) (\d+) (.*)$/;

async function rewriteLine(line: string, portFor: (address: Address) => Promise<number>): Promise<string | null> {
  const found = candidate.exec(line);
  if (found === null) return line;
  const [, foundation = '', component = '', transport = '', priority = '', host = '', port = '', rest = ''] = found;
  const isOurs = component === '1' && transport.toLowerCase() === 'udp' && /^[\d.]+$/.test(host);
  if (!isOurs) return null;
  const gate = await portFor({ host, port: Number(port) });
  return `${foundation} 1 udp ${priority} 127.0.0.1 ${gate} ${rest.replace(/raddr \S+ rport \d+/, 'raddr 127.0.0.1 rport 9')}`;
}

/** A SIP message with its body rewritten and Content-Length set right. */
export async function rewriteMessage(message: string, rewrite: (sdp: string) => Promise<string>): Promise<string> {
  const split = message.indexOf('\r\n\r\n');
  const body = split < 0 ? '' : message.slice(split + 4);
  if (!body.includes('a=candidate:')) return message;
  const rewritten = await rewrite(body);
  const head = message
    .slice(0, split)
    .replace(/^content-length:.*$/im, `Content-Length: ${Buffer.byteLength(rewritten)}`);
  return `${head}\r\n\r\n${rewritten}`;
}
