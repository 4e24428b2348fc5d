import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { failed, type Result, success } from '../base/result.ts';
import type { FlightRecorder } from '../recorder/flight-recorder.ts';

/**
 * Writes the recording into `recordings` in the profile folder, for this user's eyes only: names and numbers of callers
 * are in it. Answers the file's path, or why it could not be written.
 */
export async function saveRecording(
  recorder: FlightRecorder,
  folder: string,
  options: { readonly maskNumbers: boolean; readonly now: number },
): Promise<Result<string, string>> {
  const recordings = join(folder, 'recordings');
  const time = new Date(options.now)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z')
    .replaceAll(':', '-');
  const file = join(recordings, `offhook-${time}${options.maskNumbers ? '-masked' : ''}.jsonl.gz`);
  try {
    const bytes = await recorder.save(options);
    await mkdir(recordings, { recursive: true, mode: 0o700 });
    await writeFile(file, bytes, { mode: 0o600 });
    return success(file);
  } catch (error) {
    return failed(error instanceof Error ? error.message : String(error));
  }
}
