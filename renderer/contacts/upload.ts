import type { Bridge, Reply } from '../../preload/contract/bridge.ts';
import { chunkBytes } from '../../preload/contract/contacts.ts';
import type { Outcome } from '../../preload/contract/requests.ts';

/** Hands a file to main, part by part. Gives the answer to the last part, or the first that is no confirmation. */
export async function upload(request: Bridge['request'], file: Blob): Promise<Reply<Outcome>> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let reply = await request.uploadContacts({ first: true, base64: base64Of(bytes.subarray(0, chunkBytes)) });
  for (let at = chunkBytes; at < bytes.length; at += chunkBytes) {
    if (!reply.ok || reply.value.outcome !== 'confirmed') return reply;
    // oxlint-disable-next-line no-await-in-loop -- one after the other, as main puts them together
    reply = await request.uploadContacts({ first: false, base64: base64Of(bytes.subarray(at, at + chunkBytes)) });
  }
  return reply;
}

/** So many characters at a time: more are too many arguments. */
const atOnce = 0x8000;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += atOnce) text += String.fromCharCode(...bytes.subarray(at, at + atOnce));
  return btoa(text);
}
