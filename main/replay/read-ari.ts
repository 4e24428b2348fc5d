import { ariFacts } from '../app/translate/ari-facts.ts';
import { decodeEvent } from '../ari/event.ts';
import type { Heard } from './step.ts';

/** The frames of one ARI event socket, one a line, by the PBX's own clock. Lines that are no event are passed over. */
export function readAriFrames(lines: readonly string[]): readonly Heard[] {
  return lines.flatMap((line) => {
    const decoded = decodeEvent(line);
    if (decoded.kind !== 'event') return [];
    const at = decoded.event.timestamp ?? 0;
    const facts = ariFacts(decoded.event, at);
    return facts.length === 0 ? [] : [{ stream: 'ari', name: decoded.event.type, at, facts }];
  });
}
