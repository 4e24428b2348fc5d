import { z } from 'zod';

export const phoneNumber = z.object({
  /** As the PBX gave it: hostile text, capped and stripped of control characters. */
  raw: z.string(),
  /** As a person reads it: +44 20 7946 0137, (212) 555-0142, 1002. */
  display: z.string(),
  e164: z.string().nullable(),
});
export type PhoneNumber = z.infer<typeof phoneNumber>;

export const party = z.object({ name: z.string().nullable(), number: phoneNumber.nullable() });
export type Party = z.infer<typeof party>;
