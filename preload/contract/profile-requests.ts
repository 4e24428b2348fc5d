import { z } from 'zod';
import { passwordName } from './profile.ts';
import { programRequests } from './programs.ts';
import { rowsWhenAsked } from './rows.ts';
import { linkFailure, linkName } from './views.ts';

/** Asked by a page about the settings and the first run; answered also while there is no desk. */

/** A wish that was not carried out; `path` is empty where it belongs to no single value. */
export const settingsProblem = z.lazy(() => z.object({ path: z.string(), words: z.string() }));
export type SettingsProblemView = z.infer<typeof settingsProblem>;

export const saved = z.lazy(() =>
  z.discriminatedUnion('outcome', [
    /** `waits`: it takes effect when the last call is over. */
    z.object({ outcome: z.literal('saved'), waits: z.boolean() }),
    z.object({ outcome: z.literal('refused'), problems: z.array(settingsProblem).min(1) }),
  ]),
);
export type Saved = z.infer<typeof saved>;

const change = z.lazy(() =>
  z.object({
    path: z.string().regex(/^[A-Za-z]\w*(\.[A-Za-z]\w*){0,3}$/),
    /** Left out: back to what holds without one's own wish. */
    value: z.unknown().optional(),
  }),
);

const sha256 = z.string().regex(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/);

export const certificate = z.lazy(() =>
  z.object({
    sha256,
    /** Whom it names and who signed it: the server's words, and not to be believed. */
    subject: z.string().max(200),
    issuer: z.string().max(200),
    validTo: z.string().max(60),
    /** null: this computer believes it. */
    doubt: linkFailure.nullable(),
  }),
);
export type CertificateView = z.infer<typeof certificate>;

/** What answers at a host: its phone line (SIP over a secure WebSocket), and what else could be used. */
export const foundServer = z.lazy(() =>
  z.discriminatedUnion('found', [
    z.object({
      found: z.literal('yes'),
      url: z.string(),
      certificate: certificate.nullable(),
      ami: z.object({ port: z.number(), tls: z.boolean() }).nullable(),
      ari: z.boolean(),
    }),
    /** `http-only`: the PBX answers, but only without encryption. */
    z.object({
      found: z.literal('no'),
      why: z.enum(['no-host', 'nothing', 'http-only', 'no-websocket']),
      failure: linkFailure,
      tried: z.array(z.string()),
    }),
  ]),
);
export type FoundServer = z.infer<typeof foundServer>;

const name = z.string().regex(/^[A-Za-z0-9_.*#+-]{1,79}$/);
const password = z.string().min(1).max(200);
/** Of a web service: signed tokens are longer than what people type. */
const secret = z.string().min(1).max(500);
const account = z.lazy(() =>
  z.object({
    url: z.string().max(300),
    /** The certificate the person has looked at and believes; null: the computer believes it by itself. */
    pin: sha256.nullable(),
    extension: name,
    password,
    ami: z
      .object({ port: z.number().int().min(1).max(65_535), tls: z.boolean(), username: name, secret: password })
      .nullable(),
    ari: z.object({ username: name, password }).nullable(),
  }),
);
export type AccountEntry = z.infer<typeof account>;

export const accountOutcome = z.lazy(() =>
  z.discriminatedUnion('outcome', [
    z.object({ outcome: z.literal('connected') }),
    /** Nothing was saved. */
    z.object({ outcome: z.literal('failed'), link: linkName, failure: linkFailure }),
    z.object({ outcome: z.literal('refused'), problems: z.array(settingsProblem).min(1) }),
  ]),
);
export type AccountOutcome = z.infer<typeof accountOutcome>;

/** What a provisioning link holds, before anything of it is used. */
export const readLink = z.lazy(() =>
  z.discriminatedUnion('link', [
    z.object({
      link: z.literal('good'),
      extension: z.string(),
      name: z.string(),
      server: z.string(),
      issuer: z.string(),
      /** `known`: the administrator of this computer or the desk itself knows the key; `new`: nobody here has seen it. */
      signer: z.enum(['known', 'new', 'changed']),
      /** Of the key that signed, for comparing by telephone. */
      fingerprint: z.string(),
      hasPassword: z.boolean(),
    }),
    z.object({
      link: z.literal('bad'),
      why: z.enum([
        'not-a-link',
        'not-https',
        'unreachable',
        'gone',
        'no-document',
        'too-large',
        'bad-signature',
        'strange-signer',
        'expired',
        'bad-settings',
      ]),
      detail: z.string(),
    }),
  ]),
);
export type ReadLink = z.infer<typeof readLink>;

export const profileRows = {
  changeSettings: () => ({ input: z.object({ changes: z.array(change).min(1).max(50) }), output: saved }),
  /** Write-only: no request gives one out. null forgets it. */
  setPassword: () => ({ input: z.object({ name: passwordName, value: secret.nullable() }), output: saved }),
  /** What waits for the last call to end is done now: calls are taken along where the PBX lets us. */
  reconnectNow: () => ({ input: z.object({}), output: saved }),
  /** `amiPort`: where the manager is looked for instead of its usual ports. */
  findServer: () => ({
    input: z.object({ host: z.string().min(1).max(260), amiPort: z.number().int().min(1).max(65_535).optional() }),
    output: foundServer,
  }),
  connectAccount: () => ({ input: account, output: accountOutcome }),
  /** `asked`: the link another program opened, of which the page knows no more than it shows (`ProfileView.linkAsked`). */
  readLink: () => ({
    input: z.object({ text: z.string().min(1).max(20_000), asked: z.number().optional() }),
    output: readLink,
  }),
  /** The link that was read last. */
  connectLink: () => ({ input: z.object({}), output: accountOutcome }),
  startDemo: () => ({ input: z.object({}), output: saved }),
  ...programRequests(settingsProblem),
} as const;
export const profileRequests = rowsWhenAsked(profileRows);
export type ProfileRequests = typeof profileRequests;
export type ProfileRequestName = keyof ProfileRequests;
