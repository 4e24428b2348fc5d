import type { MediaHandlers } from '../contract/bridge.ts';
import { type MediaCallName, mediaCalls } from '../contract/media.ts';
import { type Answer, refuse } from './answer.ts';

/** Carries out what main asks of the page's audio, decoded by the contract. */
export async function answerMediaCall(media: MediaHandlers, name: string, input: unknown): Promise<Answer> {
  if (!isMediaCall(name)) return refuse('unknown-name', `no media call ${name}`);
  const decoded = mediaCalls[name].input.safeParse(input);
  if (!decoded.success) return refuse('bad-input', `${name}: ${decoded.error.issues[0]?.path.join('.') ?? ''}`);
  try {
    // The decoder of this very row made the input; TypeScript cannot follow the name through the table.
    const handler = media[name] as (input: unknown) => Promise<unknown>;
    return { ok: true, value: await handler(decoded.data) };
  } catch (error) {
    return refuse('failed', error instanceof Error ? error.message : 'media failed');
  }
}

const isMediaCall = (name: string): name is MediaCallName => Object.hasOwn(mediaCalls, name);
