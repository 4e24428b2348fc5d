import { z } from 'zod';

export { type Settings, settingsSchema } from '../../preload/contract/settings.ts';

/** Never logged, never sent to a page, never in an export. */
export const secretsSchema = z.strictObject({
  sipPassword: z.string().min(1).max(200),
  amiSecret: z.string().min(1).max(200).optional(),
  ariPassword: z.string().min(1).max(200).optional(),
});
export type Secrets = z.infer<typeof secretsSchema>;
