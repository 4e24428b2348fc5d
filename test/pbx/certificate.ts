import { generateKeyPairSync, type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';

/** A certificate authority of one lab's own and the server certificate it signed, in PEM. */
export interface Certificates {
  readonly ca: string;
  readonly server: string;
  readonly serverKey: string;
  /** SHA-256 of the server certificate, 64 lower-case hex digits: what a person would pin. */
  readonly sha256: string;
}

/** For localhost and 127.0.0.1. Node signs but does not build certificates, so the few bytes of DER (X.690, RFC 5280) are laid out here. */
export function makeCertificates(): Certificates {
  const ca = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const server = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const issuer = 'Offhook lab CA';
  const caPem = certificate({
    issuer,
    subject: issuer,
    key: ca.publicKey,
    signedBy: ca.privateKey,
    extensions: caExtensions,
  });
  const leaf = { issuer, subject: 'localhost', key: server.publicKey, signedBy: ca.privateKey };
  const serverPem = certificate({ ...leaf, extensions: serverExtensions });
  return {
    ca: caPem,
    server: serverPem,
    serverKey: server.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    sha256: new X509Certificate(serverPem).fingerprint256.replaceAll(':', '').toLowerCase(),
  };
}

function tlv(tag: number, ...contents: readonly Buffer[]): Buffer {
  const body = Buffer.concat(contents);
  const size = body.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
}
const sequence = (...parts: readonly Buffer[]): Buffer => tlv(0x30, ...parts);
const set = (...parts: readonly Buffer[]): Buffer => tlv(0x31, ...parts);
const octets = (...parts: readonly Buffer[]): Buffer => tlv(0x04, ...parts);
const bits = (bytes: Buffer): Buffer => tlv(0x03, Buffer.from([0]), bytes);
const text = (value: string): Buffer => tlv(0x0c, Buffer.from(value));
const utc = (year: number): Buffer => tlv(0x17, Buffer.from(`${String(year).slice(2)}0101000000Z`));
/** Object identifiers, encoded already. */
const oid = (hex: string): Buffer => tlv(0x06, Buffer.from(hex, 'hex'));
const yes = tlv(0x01, Buffer.from([0xff]));

const ecdsaWithSha256 = sequence(oid('2a8648ce3d040302'));
const basicConstraints = oid('551d13');
const keyUsage = oid('551d0f');
const extendedKeyUsage = oid('551d25');
const subjectAltName = oid('551d11');
const serverAuth = oid('2b06010505070301');

const caExtensions: readonly Buffer[] = [
  sequence(basicConstraints, yes, octets(sequence(yes))),
  // keyCertSign is bit 5.
  sequence(keyUsage, yes, octets(tlv(0x03, Buffer.from([2, 0x04])))),
];
const serverExtensions: readonly Buffer[] = [
  sequence(basicConstraints, yes, octets(sequence())),
  sequence(extendedKeyUsage, octets(sequence(serverAuth))),
  sequence(
    subjectAltName,
    octets(sequence(tlv(0x82, Buffer.from('localhost')), tlv(0x87, Buffer.from([127, 0, 0, 1])))),
  ),
];

const distinguishedName = (commonName: string): Buffer => sequence(set(sequence(oid('550403'), text(commonName))));

interface Wanted {
  readonly issuer: string;
  readonly subject: string;
  readonly key: KeyObject;
  readonly signedBy: KeyObject;
  readonly extensions: readonly Buffer[];
}

function certificate({ issuer, subject, key, signedBy, extensions }: Wanted): string {
  const version3 = tlv(0xa0, tlv(0x02, Buffer.from([2])));
  // A leading 0x01 keeps the serial number positive.
  const serial = tlv(0x02, Buffer.from([1]), randomBytes(15));
  const thisYear = new Date().getUTCFullYear();
  const validity = sequence(utc(thisYear - 1), utc(thisYear + 10));
  const publicKey = key.export({ type: 'spki', format: 'der' });
  const names = [distinguishedName(issuer), validity, distinguishedName(subject)];
  const body = sequence(version3, serial, ecdsaWithSha256, ...names, publicKey, tlv(0xa3, sequence(...extensions)));
  const der = sequence(body, ecdsaWithSha256, bits(sign('sha256', body, signedBy)));
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replace(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`;
}
