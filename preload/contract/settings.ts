import { z } from 'zod';
import { url } from './addresses.ts';
import { diversionSettings, privacySettings, provisioningSettings, queueSettings } from './agent-settings.ts';
import {
  apiSettings,
  contactSettings,
  historySettings,
  linkSchemeSettings,
  linkSettings,
  lookupSettings,
} from './caller-settings.ts';
import { alertSettings, audioSettings, lookSettings, popSettings } from './desk-settings.ts';
import { globalAction } from './shell.ts';

/**
 * The one settings schema: main lives by it, and the page judges what is typed by it. Everything here may be shown and
 * shared; passwords live in `Secrets`, which main keeps to itself.
 */

const port = z.number().int().min(1).max(65_535);
/** What may stand in a SIP user part, an AMI user name or an extension. */
const token = z.string().regex(/^[A-Za-z0-9_.*#+-]{1,79}$/, 'expected letters, digits or one of _ . * # + -');
const host = z.string().regex(/^[A-Za-z0-9_.:-]{1,253}$/, 'expected a host name or an IP address, without a scheme');

const spyPrefix = z
  .string()
  .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
  .nullable()
  .default(null);

/** By its own port, or through Asterisk's web server where only that can be reached; by one of the two. */
const amiSchema = z
  .strictObject({
    host: host.optional(),
    port: port.optional(),
    /** True for manager.conf's tlsbindaddr, usually port 5039. */
    tls: z.boolean().optional(),
    /** http.conf's server and manager.conf's webenabled, as in https://pbx.example:8089/rawman */
    url: url('https:', 'http:').optional(),
    username: token,
  })
  .transform((ami, context) => {
    const wrong = (path: string, message: string) => {
      context.addIssue({ code: 'custom', path: [path], message });
      return z.NEVER;
    };
    const { username } = ami;
    if (ami.url === undefined) {
      if (ami.host === undefined)
        return wrong('host', 'expected a host, or a url such as https://pbx.example:8089/rawman');
      return { road: 'socket' as const, username, host: ami.host, port: ami.port ?? 5038, tls: ami.tls ?? false };
    }
    const other = (['host', 'port', 'tls'] as const).find((key) => ami[key] !== undefined);
    if (other !== undefined)
      return wrong('url', `expected a url or a host with its port, not both: leave out ami.${other}`);
    return { road: 'http' as const, username, url: ami.url };
  });

export const settingsSchema = z.strictObject({
  agent: z.strictObject({
    name: z.string().min(1).max(80),
    extension: token,
    /**
     * A supervisor's desk: it may listen to colleagues by what its own account may do on the PBX (AMI's Originate, ARI's snoop),
     * where the dialplan has no extension for it.
     */
    supervisor: z.boolean().default(false),
    /** My phones besides the softphone, as in PJSIP/2001: what rings or talks there can be brought here. */
    otherPhones: z
      .array(z.string().regex(/^[A-Za-z0-9]+\/[A-Za-z0-9_.+-]{1,79}$/, 'expected an endpoint such as PJSIP/2001'))
      .max(10)
      .default([]),
  }),
  sip: z.strictObject({
    /** Asterisk's http.conf server with /ws, as in wss://pbx.example:8089/ws */
    url: url('wss:', 'ws:'),
    username: token,
    /** The domain of our address of record; the host of `url` unless said otherwise. */
    domain: host.optional(),
  }),
  ami: amiSchema.nullable().default(null),
  ari: z
    .strictObject({ url: url('https:', 'http:'), username: token })
    .nullable()
    .default(null),
  /** Which certificate the PBX shows: one the system trusts, one signed by a CA file, or one pinned by fingerprint. */
  tls: z
    .union([
      z.strictObject({ trust: z.literal('system') }),
      z.strictObject({ trust: z.literal('ca'), file: z.string().min(1) }),
      z.strictObject({
        trust: z.literal('pin'),
        sha256: z.string().regex(/^([0-9A-Fa-f]{2}:?){31}[0-9A-Fa-f]{2}$/, 'expected 64 hex digits, colons allowed'),
      }),
    ])
    .default({ trust: 'system' }),
  numbers: z
    .strictObject({
      /** ISO country of the site: how numbers without + are read and written. */
      country: z
        .string()
        .regex(/^[A-Z]{2}$/, 'expected a two-letter country such as US')
        .default('US'),
      /** What goes to the PBX for an outside number. */
      dialAs: z.enum(['e164', 'national', 'as-typed']).default('as-typed'),
      /** Digits for an outside line, put before what is dialled outside. */
      prefix: z
        .string()
        .regex(/^[0-9*#]{0,6}$/, 'expected up to six digits')
        .default(''),
    })
    .prefault({}),
  dialplan: z
    .strictObject({
      /** Put before an extension, it reaches that extension's voicemail without ringing. */
      voicemailPrefix: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .default('*99'),
      /** The extension that reaches my own mailbox (VoiceMailMain). None: it is not offered. */
      voicemail: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .nullable()
        .default('*97'),
      /**
       * Put before a box, `*` and a message's id, it plays that message (VoiceMailPlayMsg). None: the mailbox is called
       * instead.
       */
      playMessage: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .nullable()
        .default(null),
      /** The extension that parks whoever is transferred to it (res_parking.conf's parkext). */
      park: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .default('700'),
      /** The context a phone's calls begin in: where a caller is sent who is sent by AMI. */
      context: z
        .string()
        .regex(/^[A-Za-z0-9_.-]{1,79}$/, 'expected the name of a context')
        .default('from-internal'),
      /** Put before a colleague's extension, it listens to their call (ChanSpy). None: it is not offered. */
      spy: z.strictObject({ listen: spyPrefix, whisper: spyPrefix, barge: spyPrefix }).prefault({}),
      /** Put before an extension and a digit, it is a conference of its own. None: conferences are not offered. */
      conference: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .nullable()
        .default(null),
      /** Put before an extension, it picks up what rings there; alone, what rings in my pickup group. */
      pickupPrefix: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .default('**'),
      groupPickup: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .default('*8'),
      /** The in-call code that starts and stops a recording (features.conf's automixmon), where AMI may not. */
      record: z
        .string()
        .regex(/^[0-9*#]{1,8}$/, 'expected up to eight digits, * or #')
        .nullable()
        .default(null),
    })
    .prefault({}),
  transfers: z
    .strictObject({
      /**
       * What Enter does: `supervised` keeps the caller until the target answers; `plain` hands them over at once, and
       * nobody can take them back.
       */
      now: z.enum(['supervised', 'plain']).default('supervised'),
    })
    .prefault({}),
  /** Keys instead of the usual ones, by what they do: `{ "park": "K" }`. The page tells which of them clash. */
  keys: z
    .record(
      z.string().regex(/^[a-zA-Z]{2,20}$/, 'expected the name of an action'),
      z
        .string()
        .regex(
          /^(?:Ctrl\+)?(?:Alt\+)?(?:Shift\+)?(?:\S|F\d{1,2}|Enter|Escape|Delete|Insert|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right))$/u,
          'expected a key such as K, Shift+K, Ctrl+K or F4',
        )
        .refine((chord) => !chord.startsWith('Ctrl+Alt+'), 'Ctrl+Alt is AltGr on many keyboards, and types text'),
    )
    .default({}),
  /** Colleagues by name, for the target picker, beside those whose names the PBX gives. */
  colleagues: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(120),
        extension: token,
        team: z.string().min(1).max(80).optional(),
        company: z.string().min(1).max(80).optional(),
      }),
    )
    .max(10_000)
    .default([]),
  /**
   * What the PBX sends along with a call and the desk shows, by name: channel variables (`channelvars` of manager.conf
   * or ari.conf), headers of UserEvents, headers of the INVITE. `label` is what stands before it.
   */
  values: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[A-Za-z][A-Za-z0-9_.()-]{0,79}$/, 'expected the name of a variable or a header'),
        label: z.string().min(1).max(40).optional(),
      }),
    )
    .max(20)
    .default([]),
  /** What the numbers of ours that are called are for, as in `{ "number": "+442079460000", "label": "Orders" }`. */
  dids: z
    .array(z.strictObject({ number: z.string().min(1).max(60), label: z.string().min(1).max(40) }))
    .max(500)
    .default([]),
  queues: queueSettings,
  diversions: diversionSettings,
  contacts: contactSettings,
  history: historySettings,
  /** A web service that is asked about each caller. */
  lookup: lookupSettings,
  /** What is opened for a call, by itself or by key. */
  callLinks: linkSettings,
  linkSchemes: linkSchemeSettings,
  /** For other programs on this computer: calls told, commands taken. */
  api: apiSettings,
  /** Mailbox shown in the strip, as box@context; the extension in context default unless said otherwise. */
  mailbox: z
    .string()
    .regex(/^[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+$/, 'expected box@context')
    .optional(),
  /** Mailboxes of others that are shown beside it; `dials` is what reaches the box from my phone, where something does. */
  sharedMailboxes: z
    .array(
      z.strictObject({
        mailbox: z.string().regex(/^[A-Za-z0-9_.-]+@[A-Za-z0-9_.-]+$/, 'expected box@context'),
        label: z.string().min(1).max(40),
        dials: z
          .string()
          .regex(/^[0-9*#]{1,32}$/, 'expected up to 32 digits, * or #')
          .nullable()
          .default(null),
      }),
    )
    .max(10)
    .default([]),
  /** STUN servers for agents outside the office; none are asked unless named. */
  stun: z
    .array(z.string().regex(/^stuns?:[^\s]+$/, 'expected stun:host:port'))
    .max(4)
    .default([]),
  /** Keys that work in every program. A key that types text somewhere is refused, and the desk says so. */
  globalKeys: z.partialRecord(globalAction, z.string().min(1).max(40)).default({
    answer: 'Ctrl+Shift+F9',
    silence: 'Ctrl+Shift+F10',
    mute: 'Ctrl+Shift+F11',
    dialClipboard: 'Ctrl+Shift+F12',
  }),
  /** Newer versions of Offhook, from the company's own server; none is asked unless it is named. */
  updates: z
    .strictObject({
      automatic: z.boolean().default(true),
      url: url('https:').nullable().default(null),
      channel: z.enum(['latest', 'beta']).default('latest'),
    })
    .prefault({}),
  links: z
    .strictObject({
      /** Hosts whose https pages may be opened in the system's browser: the CRM, the ticket system. */
      hosts: z.array(host).max(50).default([]),
    })
    .prefault({}),
  look: lookSettings,
  audio: audioSettings,
  alerts: alertSettings,
  pops: popSettings,
  privacy: privacySettings,
  provisioning: provisioningSettings,
});
export type Settings = z.infer<typeof settingsSchema>;
