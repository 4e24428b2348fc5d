import { existsSync, readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { type AmiSession, type Piece, readAmiSession } from '../../main/replay/read-ami.ts';
import { readAriFrames } from '../../main/replay/read-ari.ts';
import { byTime, type Heard } from '../../main/replay/step.ts';

export interface Capture {
  readonly ami: readonly Heard[];
  readonly ari: readonly Heard[];
  readonly statuses: AmiSession['statuses'];
}

const file = (name: string): URL => new URL(name, import.meta.url);
const unzip = (name: string): Buffer => gunzipSync(readFileSync(file(name)));
const lines = (name: string): readonly string[] =>
  existsSync(file(name)) ? unzip(name).toString('utf8').split('\n').filter((line) => line !== '') : [];

/** Reads a recording; `capture` is its name with the version, `queue-call-22`. */
export function readCapture(capture: string): Capture {
  const ari = readAriFrames(lines(`${capture}.ari.jsonl.gz`));
  const pieces = lines(`${capture}.ami.idx.jsonl.gz`).map((line) => JSON.parse(line) as Piece);
  const { heard, statuses } = readAmiSession(unzip(`${capture}.ami.gz`), pieces, ari[0]?.at ?? null);
  return { ami: heard, ari, statuses };
}

/** Both recordings as they would have come. */
export const together = ({ ami, ari }: Capture): readonly Heard[] => byTime([...ami, ...ari]);
