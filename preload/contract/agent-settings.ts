import { z } from 'zod';

/** What of the settings main alone lives by: the agent's queues and diversions, and what is kept. */

export const privacySettings = z
  .strictObject({
    /** `ask`: passwords are written nowhere and asked for at each start. */
    passwords: z.enum(['keep', 'ask']).default('keep'),
    /** The flight recorder: what AMI, ARI and SIP said, without secrets, in memory only. */
    recorder: z.boolean().default(true),
    recorderMinutes: z.number().int('expected a whole number').min(1).max(30).default(30),
  })
  .prefault({});

export const provisioningSettings = z
  .strictObject({
    /** Who signed the link this desk was set up by (Ed25519, base64url): a later link of another hand is told. */
    key: z
      .string()
      .regex(/^[A-Za-z0-9_-]{43}$/, 'expected an Ed25519 public key in base64url')
      .nullable()
      .default(null),
  })
  .prefault({});

const queueName = z.string().min(1).max(80);

export const queueSettings = z
  .strictObject({
    /** The queues I may work in; none named: all the PBX tells of. */
    names: z.array(queueName).max(100).default([]),
    /** What is rung when I am signed in, where that is not the softphone itself: Local/1014@from-queue/n. */
    interface: z
      .string()
      .regex(
        /^[A-Za-z0-9]+\/[A-Za-z0-9_.+@/-]{1,120}$/,
        'expected a channel such as PJSIP/1014 or Local/1014@from-queue/n',
      )
      .nullable()
      .default(null),
    penalty: z.number().int('expected a whole number').min(0).max(1_000_000).default(0),
    /** Reasons for a pause, in the order they are offered. */
    reasons: z.array(z.string().min(1).max(40)).max(9).default(['Lunch', 'Break', 'Meeting', 'Paperwork']),
    /** When one is usually back, by reason, as people write it (30 min, 13:30): offered, and changed by typing. */
    plans: z.record(z.string().min(1).max(40), z.string().min(1).max(20)).default({}),
    away: z
      .strictObject({
        /**
         * On a locked screen, after a while without a touch, and when Offhook is left: `ask`, or what is done at once.
         * Whoever belongs to a queue by its configuration is paused instead of signed out.
         */
        whenAway: z.enum(['ask', 'stay', 'pause', 'sign-out']).default('ask'),
        /** 0: never for that. */
        idleMinutes: z.number().int('expected a whole number').min(0).max(480).default(20),
        /** Of the pause. */
        reason: z.string().min(1).max(40).default('Away'),
      })
      .prefault({}),
    /** Seconds of `wrapuptime` in queues.conf, by queue: AMI tells a member's own alone. */
    wrapUp: z.record(queueName, z.number().int().min(0).max(86_400)).default({}),
  })
  .prefault({});

/** `{extension}` stands for mine. What stands here goes into a dialplan function: no bracket can end it. */
const keptAt = z
  .string()
  .regex(/^[A-Za-z0-9_{}:/.-]{1,80}$/, 'expected a key such as DND/{extension}')
  .nullable()
  .default(null);
const places = z.strictObject({ doNotDisturb: keptAt, always: keptAt, busy: keptAt, noAnswer: keptAt }).prefault({});

const code = z
  .string()
  .regex(/^[0-9*#]{1,8}(\{to\})?$/, 'expected a code such as *78, or *72{to} where a number belongs to it');
const codes = z.strictObject({ on: code, off: code }).nullable().default(null);

export const diversionSettings = z
  .strictObject({
    /**
     * Where the dialplan keeps do-not-disturb and forwarding. `plain`: DND, CF, CFB and CFU of AstDB, by extension;
     * `freepbx`: the same, the lamps Custom:DND and Custom:CF, and its feature codes; `own`: what `keys` and `lamps` say.
     */
    recipe: z.enum(['none', 'plain', 'freepbx', 'own']).default('none'),
    keys: places,
    /** Custom device states. Do-not-disturb may be kept in one alone. */
    lamps: places,
    /** What the softphone dials where the AMI user may not write; these come before FreePBX's. */
    codes: z.strictObject({ doNotDisturb: codes, always: codes, busy: codes, noAnswer: codes }).prefault({}),
  })
  .prefault({});
