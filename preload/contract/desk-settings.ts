import { z } from 'zod';

/** What of the settings takes effect at once, in every open page. */

/** The languages the page and the host speak. */
export const languageCode = z.enum(['en', 'de']);
export type LanguageCode = z.infer<typeof languageCode>;

export const lookSettings = z
  .strictObject({
    language: z.enum(['system', ...languageCode.options]).default('system'),
    theme: z.enum(['system', 'light', 'dark']).default('system'),
    /** `more`: high contrast also where the system does not ask for it. */
    contrast: z.enum(['system', 'more']).default('system'),
    density: z.enum(['comfortable', 'compact']).default('comfortable'),
    /** Percent, in Electron: a browser zooms by itself and keeps it. */
    zoom: z.number().int('expected a whole number').min(50).max(300).default(100),
  })
  .prefault({});
export type LookSettings = z.infer<typeof lookSettings>;

/** A device as the browser names it; the id is tried first, then the label, since ids change with the page's origin. */
const device = z
  .strictObject({ id: z.string().min(1).max(200), label: z.string().max(200) })
  .nullable()
  .default(null);
export type DeviceChoice = z.infer<typeof device>;

export const audioSettings = z
  .strictObject({
    /** null: whatever the system takes. */
    microphone: device,
    speaker: device,
    ringer: device,
    /** Percent of full loudness. */
    ringVolume: z.number().int('expected a whole number').min(0).max(100).default(100),
    cancelEcho: z.boolean().default(true),
    reduceNoise: z.boolean().default(true),
    adjustLevel: z.boolean().default(true),
    /** A headset takes the call when it is plugged in, where no other device was chosen; a chosen one when it is back. */
    followHeadset: z.boolean().default(true),
    /** An extension that says back what it hears (Echo() in the dialplan); null: a loop on this computer. */
    testCall: z
      .string()
      .regex(/^[A-Za-z0-9_.*#+-]{1,79}$/, 'expected letters, digits or one of _ . * # + -')
      .nullable()
      .default(null),
  })
  .prefault({});
export type AudioSettings = z.infer<typeof audioSettings>;

export const alertSettings = z
  .strictObject({
    /** A caller rings aloud; without it they are seen only. */
    ring: z.boolean().default(true),
    /** Two soft beeps for a caller who comes while a call is on. */
    beepOnCall: z.boolean().default(true),
  })
  .prefault({});
export type AlertSettings = z.infer<typeof alertSettings>;

export const popSettings = z
  .strictObject({
    /**
     * Where a caller shows who rings while the desk is not in front: a small window, the system's own notification (as
     * everywhere where windows cannot place themselves), or the desk alone.
     */
    where: z.enum(['window', 'notification', 'desk']).default('window'),
    corner: z.enum(['bottom-right', 'bottom-left', 'top-right', 'top-left']).default('bottom-right'),
    /** Also while the desk is in front, which shows the caller by itself. */
    overDesk: z.boolean().default(false),
    /** It goes by itself after that; 0: it stays as long as it rings. */
    seconds: z.number().int('expected a whole number').min(0).max(120).default(0),
    /** What a colleague noted, or was noted at the last call: whoever stands by reads it too. */
    notes: z.boolean().default(true),
  })
  .prefault({});
export type PopSettings = z.infer<typeof popSettings>;
