import { createHash, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import { type ConnectionOptions, createSecureContext, getCACertificates, type SecureContext } from 'node:tls';
import type { TlsTrust } from './tls-trust.ts';

/** The server showed another certificate than the pinned one. */
export class PinMismatch extends Error {
  override readonly name = 'PinMismatch';
  readonly code = 'ERR_PIN_MISMATCH';

  constructor(shown: string) {
    super(`the server's certificate has the SHA-256 fingerprint ${shown}, which is not the pinned one`);
  }
}

/**
 * Options for `tls.connect` and whatever passes them on. They only ever refuse: with a pin they accept a certificate
 * that is trusted *and* pinned, so using them alone is safe but can't reach a self-signed server. `connectTls` (and
 * `trustedAgent`, built on it) is the road for that, since Node asks `checkServerIdentity` only about valid chains.
 */
export function tlsOptions(trust: TlsTrust, host: string): ConnectionOptions {
  const name = host.replace(/^\[(.*)\]$/, '$1');
  // RFC 6066 section 3: an IP address is not a server name.
  const base: ConnectionOptions = { host: name, servername: isIP(name) === 0 ? name : '', rejectUnauthorized: true };
  switch (trust.kind) {
    case 'system':
      return { ...base, secureContext: systemContext() };
    case 'ca':
      // In a list: Node takes an empty text for "not given" and would believe the public authorities instead.
      return { ...base, ca: [trust.pem] };
    case 'pin':
      return {
        ...base,
        secureContext: systemContext(),
        checkServerIdentity: (_name, certificate) => pinFailure(trust.sha256, certificate.raw),
      };
  }
}

/** Whether `der` is the pinned certificate; undefined if it is. */
export function pinFailure(pin: string, der: Buffer | undefined): PinMismatch | undefined {
  const wanted = Buffer.from(pin.replaceAll(':', ''), 'hex');
  if (der === undefined) return new PinMismatch('(none)');
  const shown = createHash('sha256').update(der).digest();
  if (wanted.length === shown.length && timingSafeEqual(wanted, shown)) return undefined;
  return new PinMismatch(shown.toString('hex'));
}

let context: SecureContext | null = null;

/** Node's own authorities and those of the operating system, where an office's private CA is usually installed. */
function systemContext(): SecureContext {
  context ??= createSecureContext({
    ca: [...new Set([...getCACertificates('default'), ...getCACertificates('system')])],
  });
  return context;
}
