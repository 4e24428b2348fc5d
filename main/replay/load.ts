import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { failed, type Result, success } from '../base/result.ts';
import { type Piece, readAmiSession } from './read-ami.ts';
import { readAriFrames } from './read-ari.ts';
import { isRecording, readRecording } from './read-recording.ts';
import { byTime, type Step } from './step.ts';

export interface Loaded {
  readonly name: string;
  readonly me: readonly string[];
  readonly steps: readonly Step[];
  /** What was passed over, in words. */
  readonly warnings: readonly string[];
}

/**
 * Reads what there is to replay: a recording saved by the app, or a manager session as received and the frames of an ARI
 * event socket, each packed with gzip or not. A session's times come from `NAME.ami.idx.jsonl` beside it, where there is one.
 * `me`: the agent's phones; a recording knows them. Fails with what to do, in words.
 */
export function loadReplay(files: readonly string[], me: readonly string[]): Result<Loaded, string> {
  const read: { readonly file: string; readonly bytes: Buffer }[] = [];
  for (const file of files) {
    const bytes = readPacked(file);
    if (!bytes.ok) return bytes;
    read.push({ file, bytes: bytes.value });
  }
  const name = files.map((file) => basename(file)).join(' + ');
  const recording = read.find(({ bytes }) => isRecording(bytes.toString('utf8', 0, 100)));
  if (recording !== undefined) return ofRecording(name, recording.bytes, me, read.length);
  if (me.length === 0) return failed('whose desk is it? Say --me PJSIP/1001, with the name of the endpoint');
  const sessions = read.filter(({ bytes }) => bytes[0] !== brace);
  const [session, another] = sessions;
  if (another !== undefined) return failed(`${another.file} is a second manager session: one at a time`);
  const ari = readAriFrames(read.filter(({ bytes }) => bytes[0] === brace).flatMap(({ bytes }) => linesOf(bytes)));
  const ami = session === undefined ? success([]) : ofSession(session, ari[0]?.at ?? null);
  if (!ami.ok) return ami;
  const steps = byTime([...ami.value, ...ari]);
  return success({ name, me, steps, warnings: steps.length === 0 ? ['there is nothing of calls in it'] : [] });
}

const brace = 0x7b;

function readPacked(file: string): Result<Buffer, string> {
  try {
    const bytes = readFileSync(file);
    return success(bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes);
  } catch (error) {
    return failed(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const linesOf = (bytes: Buffer): readonly string[] =>
  bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');

function ofRecording(name: string, bytes: Buffer, me: readonly string[], files: number): Result<Loaded, string> {
  if (files > 1) return failed('a recording holds all roads already: replay it by itself');
  const recording = readRecording(bytes.toString('utf8'));
  if (!recording.ok) return failed(`${name}: ${recording.failure}`);
  const { steps, unreadable } = recording.value;
  const warnings = unreadable === 0 ? [] : [`${unreadable} lines could not be read and were passed over`];
  return success({ name, me: me.length > 0 ? me : recording.value.me, steps, warnings });
}

function ofSession(
  { file, bytes }: { readonly file: string; readonly bytes: Buffer },
  firstChannelAt: number | null,
): Result<readonly Step[], string> {
  if (!/^(Asterisk Call Manager|Event:|Response:)/.test(bytes.toString('latin1', 0, 40))) {
    return failed(`${file} is neither a manager session nor a recording`);
  }
  const greeted = bytes[0] === 'A'.charCodeAt(0);
  const whole = greeted ? bytes : Buffer.concat([Buffer.from('Asterisk Call Manager/0\r\n'), bytes]);
  return success(readAmiSession(whole, greeted ? piecesBeside(file) : [], firstChannelAt).heard);
}

function piecesBeside(file: string): readonly Piece[] {
  const stem = file.replace(/\.gz$/, '');
  const found = [`${stem}.idx.jsonl`, `${stem}.idx.jsonl.gz`].find((each) => existsSync(each));
  const bytes = found === undefined ? null : readPacked(found);
  return bytes?.ok === true ? linesOf(bytes.value).map((line) => JSON.parse(line) as Piece) : [];
}
