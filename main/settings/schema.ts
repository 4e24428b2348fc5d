import { z } from 'zod';

export { type Settings, settingsSchema } from '../../preload/contract/settings.ts';

/** Never logged, never sent to a page, never in an export. */
export const secretsSchema = z.strictObject({
  sipPassword: z.string().min(1).max(200),
  amiSecret: z.string().min(1).max(200).optional(),
  ariPassword: z.string().min(1).max(200).optional(),
  /** What the lookup's headers call {secret}. */
  lookupSecret: z.string().min(1).max(500).optional(),
  carddavPassword: z.string().min(1).max(200).optional(),
  ldapPassword: z.string().min(1).max(200).optional(),
  /** What another program has to know to use the local API. */
  apiToken: z.string().min(16).max(200).optional(),
});
export type Secrets = z.infer<typeof secretsSchema>;
