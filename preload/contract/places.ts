import { z } from 'zod';
import { phoneNumber } from './phone-number.ts';
import { presence } from './views.ts';

/** One place a call can go, as it is now. `dials` is what the PBX is asked for. */
export const place = z.lazy(() =>
  z.object({
    kind: z.enum(['colleague', 'queue', 'conference', 'parking', 'contact', 'recent', 'number']),
    name: z.string().nullable(),
    number: phoneNumber,
    dials: z.string(),
    presence,
    /** Since when they are on a call; null: not known. */
    since: z.number().nullable(),
    /** What sending somebody there now would mean; null: nothing against it. */
    warning: z.enum(['busy', 'ringing', 'paused', 'offline']).nullable(),
    /** Why they are paused, as they typed it; null: they did not say. */
    pausedFor: z.string().nullable().optional(),
    /** Of a queue: members who would be rung now, and callers who wait. */
    queue: z.object({ free: z.number(), waiting: z.number() }).optional(),
    team: z.string().nullable().optional(),
    company: z.string().nullable().optional(),
    /** Of a recent number: the last call with them. */
    called: z.object({ direction: z.enum(['in', 'out']), at: z.number() }).optional(),
    /** How often somebody was sent there from here; left out: never. */
    used: z.number().optional(),
  }),
);
export type Place = z.infer<typeof place>;

/** As many as cross at once: neither side is held up by a PBX of thousands. */
export const placesAtOnce = 500;

/** Up to where a page knows the places of one main. */
const placesKnown = z.lazy(() => z.object({ life: z.string().max(60), revision: z.number().int().nonnegative() }));
export type PlacesKnown = z.infer<typeof placesKnown>;

export const placeRequests = {
  /**
   * What has changed since `since` of everywhere the PBX's calls can go, and of today's numbers: the page searches in them by
   * itself. null: all there are, and so is what another life of main knew.
   */
  places: () => ({
    input: z.object({ since: placesKnown.nullable() }),
    output: z.object({
      known: placesKnown,
      places: z.array(place).max(placesAtOnce),
      /** What they dialled. */
      gone: z.array(z.string()).max(placesAtOnce),
      /** There are more of them: to be asked for at once. */
      more: z.boolean(),
      /** There is an address book with somebody in it. */
      hasContacts: z.boolean(),
    }),
  }),
  /** What only main can tell of a typed text: whom the address book finds, and the number it is (null: none). */
  findOutside: () => ({
    input: z.object({ text: z.string().max(100) }),
    output: z.object({ contacts: z.array(place).max(90), typed: place.nullable() }),
  }),
} as const;
