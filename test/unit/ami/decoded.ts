import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { AmiDecoder, type AmiDecoderOptions } from '../../../main/ami/codec/decoder.ts';
import type { AmiMessage } from '../../../main/ami/codec/message.ts';

export const capture = (name: string): Buffer =>
  gunzipSync(readFileSync(new URL(`../../captures/${name}.gz`, import.meta.url)));

export interface Decoded {
  readonly banners: string[];
  readonly foreign: string[];
  readonly messages: AmiMessage[];
  readonly decoder: AmiDecoder;
}

/** A decoder and what it has found so far. */
export function collecting(options: AmiDecoderOptions = {}): Decoded {
  const found = { banners: [] as string[], foreign: [] as string[], messages: [] as AmiMessage[] };
  const decoder = new AmiDecoder(
    {
      onBanner: (version) => void found.banners.push(version),
      onForeign: (text) => void found.foreign.push(text),
      onMessage: (message) => void found.messages.push(message),
    },
    options,
  );
  return { ...found, decoder };
}

export const banner = 'Asterisk Call Manager/11.0.0\r\n';

/** What is found in these blocks, which come after a greeting. */
export function decoded(text: string | Buffer, options: AmiDecoderOptions = {}): AmiMessage[] {
  const all = collecting(options);
  all.decoder.push(Buffer.from(banner));
  all.decoder.push(Buffer.isBuffer(text) ? text : Buffer.from(text));
  return all.messages;
}

/** The only message in `text`. */
export function only(text: string | Buffer): AmiMessage {
  const [message, ...others] = decoded(text);
  if (message === undefined || others.length > 0) throw new Error(`${others.length + 1} messages instead of one`);
  return message;
}

export const plain = (message: AmiMessage) => ({ kind: message.kind, name: message.name, headers: message.headers() });
