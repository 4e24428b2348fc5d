const minute = 60_000;
const units: Readonly<Record<string, number>> = { m: minute, h: 60 * minute, d: 24 * 60 * minute };

/**
 * When somebody is to be called back, as people write it: `20` and `20 min`, `2 h`, `15:30` and `9` with `tomorrow` or
 * without, `2026-03-04 9:00`. Always in the future. Null: it says no time.
 */
export function dueOf(text: string, now: number): number | null {
  const words = text.trim().toLowerCase();
  const span = /^(?:in )?(\d{1,3}) ?(m|h|d)?(?:in|ins|inutes?|ours?|rs?|ays?)?$/.exec(words);
  if (
    span !== null &&
    (span[2] !== undefined || words.startsWith('in ') || Number(span[1]) >= 24 || /^\d+0$/.test(words))
  )
    return now + Number(span[1]) * (units[span[2] ?? 'm'] ?? minute);
  const date = /^(\d{4})-(\d{2})-(\d{2})(?:[ t]+(.+))?$/.exec(words);
  if (date !== null) {
    const day = new Date(Number(date[1]), Number(date[2]) - 1, Number(date[3]));
    return future(at(day, date[4] ?? '9'), now);
  }
  const tomorrow = /^(?:tomorrow|tmr|morgen)(?: (?:at |um )?(.+))?$/.exec(words);
  const day = new Date(now);
  if (tomorrow !== null) {
    day.setDate(day.getDate() + 1);
    return at(day, tomorrow[1] ?? '9');
  }
  const today = at(day, words.replace(/^at /, ''));
  if (today === null || today > now) return today;
  day.setDate(day.getDate() + 1);
  return at(day, words.replace(/^at /, ''));
}

const future = (due: number | null, now: number): number | null => (due === null || due <= now ? null : due);

/** `9`, `9:30`, `9.30`, `3 pm` on that day. */
function at(day: Date, text: string): number | null {
  const found = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|uhr)?$/.exec(text);
  if (found === null) return null;
  const [, hours = '', minutes = '0', half] = found;
  const hour =
    half === 'pm' && Number(hours) < 12
      ? Number(hours) + 12
      : half === 'am' && Number(hours) === 12
        ? 0
        : Number(hours);
  if (hour > 23 || Number(minutes) > 59) return null;
  return new Date(day.getFullYear(), day.getMonth(), day.getDate(), hour, Number(minutes)).getTime();
}
