import type { ReadLink } from '../../../preload/contract/profile-requests.ts';
import { plainText } from '../../base/plain-text.ts';
import type { TlsTrust } from '../../net/tls-trust.ts';
import { type FetchFault, fetchDocument } from '../../provisioning/fetch-document.ts';
import { readLink } from '../../provisioning/read-link.ts';
import { fingerprintOf, type Provisioned, readDocument } from '../../provisioning/signed-document.ts';
import { valueAt } from '../../settings/document.ts';
import type { Layers } from '../../settings/layers.ts';
import { settingsSchema } from '../../settings/schema.ts';

export interface LinkRead {
  readonly shown: ReadLink;
  /** What it holds, passwords included; null: nothing that may be used. */
  readonly provisioned: Provisioned | null;
}

export interface LinkReaderOptions {
  readonly layers: Layers;
  readonly now: number;
  /** Whom a server's certificate must be signed by; the product: the system's authorities. */
  readonly trust: TlsTrust;
}

const bad = (why: Extract<ReadLink, { link: 'bad' }>['why'], detail = ''): LinkRead => ({
  shown: { link: 'bad', why, detail },
  provisioned: null,
});

/** Follows a link to its document, verifies it, and says what is in it. Nothing of it is used yet. */
export async function followLink(text: string, options: LinkReaderOptions): Promise<LinkRead> {
  const target = readLink(text);
  if (!target.ok) return bad(target.failure);
  let document: string;
  if (target.value.kind === 'document') document = target.value.text;
  else {
    const fetched = await fetchDocument(target.value.url, options.trust);
    if (!fetched.ok) return bad(fetched.failure.kind, detailOf(fetched.failure));
    document = fetched.value;
  }
  const read = readDocument(document, options.now);
  return read.ok ? judged(read.value, options.layers) : bad(read.failure);
}

function detailOf(fault: FetchFault): string {
  if (fault.kind === 'unreachable') return `${fault.failure.target}: ${fault.failure.detail}`;
  return fault.kind === 'gone' ? `HTTP ${fault.status}` : '';
}

function judged(provisioned: Provisioned, layers: Layers): LinkRead {
  const { payload, key } = provisioned;
  const keys = layers.policy.provisioningKeys;
  if (keys.length > 0 && !keys.includes(key)) return bad('strange-signer', fingerprintOf(key));
  const settings = settingsSchema.safeParse(payload.settings);
  if (!settings.success) {
    const [issue] = settings.error.issues;
    return bad('bad-settings', `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? ''}`);
  }
  const before = valueAt(layers.own, 'provisioning.key');
  const signer = keys.length > 0 || before === key ? 'known' : before === undefined ? 'new' : 'changed';
  const { agent, sip } = settings.data;
  return {
    provisioned,
    shown: {
      link: 'good',
      extension: agent.extension,
      name: plainText(agent.name, 80),
      server: new URL(sip.url).host,
      issuer: plainText(payload.issuer, 80),
      signer,
      fingerprint: fingerprintOf(key),
      hasPassword: payload.secrets.sipPassword !== undefined,
    },
  };
}
