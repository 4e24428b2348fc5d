import { failed, type Result, success } from '../../base/result.ts';
import type { AmiAction } from '../action.ts';
import type { AmiRefusal, BadField } from '../refusal.ts';

/** Limits of main/manager.c: `inbuf[1025]` less CRLF, and AST_MAX_MANHEADERS. */
const longestLine = 1022;
const mostHeaders = 128;
/**
 * List handlers copy an ActionID into buffers of 80 bytes and more (apps/app_confbridge.c, `id_text`); of a longer one
 * they lose the line end, and an item is one block with the next.
 */
const longestActionId = 60;

/**
 * The bytes of an action, or the field that can't be sent. CR, LF and NUL are never let through: Asterisk takes a bare
 * LF as the end of a header, so a caller's name could otherwise carry an action of its own.
 */
export function encodeAction(
  action: AmiAction,
  actionId: string,
  longestAction = Number.POSITIVE_INFINITY,
): Result<Buffer, AmiRefusal> {
  const originate = action.name.toLowerCase() === 'originate';
  const fields = [
    ['Action', action.name] as const,
    ['ActionID', actionId] as const,
    // Without it the session, and every event on it, stands still until the call is answered.
    ...(originate ? [['Async', 'true'] as const] : []),
    ...action.fields.filter(([name]) => !originate || name.toLowerCase() !== 'async'),
  ];
  if (fields.length > mostHeaders) return refuse(action.name, 'too-many-headers');
  if (Buffer.byteLength(actionId, 'utf8') > longestActionId) return refuse('ActionID', 'too-long');
  for (const [name, value] of fields) {
    const why = faultOf(name, value);
    if (why !== null) return refuse(name, why);
  }
  const bytes = Buffer.from(`${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`, 'utf8');
  return bytes.length > longestAction ? refuse(action.name, 'too-long') : success(bytes);
}

const refuse = (field: string, why: BadField) => failed({ kind: 'bad-field', field, why } as const);

function faultOf(name: string, value: string): BadField | null {
  if (!/^[\w().-]+$/.test(name)) return 'bad-name';
  if (/[\r\n]/.test(value)) return 'line-break';
  if (value.includes('\0')) return 'nul';
  return Buffer.byteLength(`${name}: ${value}`, 'utf8') > longestLine ? 'too-long' : null;
}
