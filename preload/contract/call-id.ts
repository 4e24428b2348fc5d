import { z } from 'zod';

/** Names a call between main and a page. */
export const callId = z.string().min(1).max(200).brand<'CallId'>();
export type CallId = z.infer<typeof callId>;
