import { createHash, createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { z } from 'zod';
import { failed, type Result, success } from '../base/result.ts';

/** What a desk is set up by: settings as they stand in settings.json, and the passwords that go with them. */
const payloadSchema = z.strictObject({
  /** Who made it, as the person reads it. */
  issuer: z.string().min(1).max(80),
  /** Until when it may be used, as in 2026-12-31T00:00:00Z. */
  expires: z.iso.datetime({ offset: true }).optional(),
  settings: z.record(z.string(), z.unknown()),
  secrets: z
    .strictObject({
      sipPassword: z.string().min(1).max(200).optional(),
      amiSecret: z.string().min(1).max(200).optional(),
      ariPassword: z.string().min(1).max(200).optional(),
    })
    .default({}),
});
export type ProvisioningPayload = z.infer<typeof payloadSchema>;

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/);
const documentSchema = z.strictObject({
  /** The form's number. */
  offhook: z.literal(1),
  /** The payload's JSON. */
  payload: base64url.max(40_000),
  /** The Ed25519 public key. */
  key: base64url.length(43),
  signature: base64url.length(86),
});
export type SignedDocument = z.infer<typeof documentSchema>;

/** What was signed, and by which key; whether that key is anybody's is the reader's business. */
export interface Provisioned {
  readonly payload: ProvisioningPayload;
  readonly key: string;
}

export type DocumentFault = 'no-document' | 'bad-signature' | 'expired';

/** Bytes of another purpose signed by the same key are no settings. */
const purpose = 'offhook provisioning 1\n';
/** RFC 8410: what comes before the 32 bytes of an Ed25519 key in its SubjectPublicKeyInfo. */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** Reads and verifies a document given as JSON, or as `payload.key.signature`. */
export function readDocument(text: string, now: number): Result<Provisioned, DocumentFault> {
  const document = documentSchema.safeParse(formOf(text.trim()));
  if (!document.success) return failed('no-document');
  const { payload, key, signature } = document.data;
  const signed = Buffer.from(purpose + payload);
  if (!isSigned(signed, key, Buffer.from(signature, 'base64url'))) return failed('bad-signature');
  const read = payloadSchema.safeParse(parsed(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!read.success) return failed('no-document');
  const { expires } = read.data;
  return expires !== undefined && Date.parse(expires) <= now ? failed('expired') : success({ payload: read.data, key });
}

/** For whoever hands out desks (docs/PROVISIONING.md). Throws when the payload is none. */
export function signDocument(payload: z.input<typeof payloadSchema>, privateKey: KeyObject): SignedDocument {
  const text = Buffer.from(JSON.stringify(payloadSchema.parse(payload))).toString('base64url');
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' });
  return {
    offhook: 1,
    payload: text,
    key: spki.subarray(spkiPrefix.length).toString('base64url'),
    signature: sign(null, Buffer.from(purpose + text), privateKey).toString('base64url'),
  };
}

/** As one line, which fits into an `offhook:` address. */
export const compactDocument = ({ payload, key, signature }: SignedDocument): string =>
  `${payload}.${key}.${signature}`;

/** Of a key, short enough to be read out by telephone: sixteen hex digits of its SHA-256. */
export const fingerprintOf = (key: string): string =>
  (
    createHash('sha256')
      .update(Buffer.from(key, 'base64url'))
      .digest('hex')
      .slice(0, 16)
      .toUpperCase()
      .match(/.{4}/g) ?? []
  ).join('-');

function isSigned(signed: Buffer, key: string, signature: Buffer): boolean {
  try {
    const raw = Buffer.from(key, 'base64url');
    const publicKey = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
    return verify(null, signed, publicKey, signature);
  } catch {
    // 32 bytes that are no point of the curve are nobody's key.
    return false;
  }
}

function formOf(text: string): unknown {
  const [payload, key, signature, ...rest] = text.split('.');
  if (signature !== undefined && rest.length === 0 && !text.startsWith('{'))
    return { offhook: 1, payload, key, signature };
  return parsed(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON is no document: the caller says so.
    return null;
  }
}
