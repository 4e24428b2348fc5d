import { isShort, parse, type ReadNumber, readNumber } from './read-number.ts';

/** How this site dials. */
export interface DialPlan {
  /** ISO country, for numbers written without +. */
  readonly country: string;
  readonly dialAs: 'e164' | 'national' | 'as-typed';
  /** Digits for an outside line. */
  readonly prefix: string;
}

/** What typed text would call: `dials` goes to the PBX, null when it can't be dialled. */
export interface DialTarget {
  readonly dials: string | null;
  readonly number: ReadNumber | null;
}

/** Reads the dial line: `+44 20 7946 0137`, `(212) 555-0142`, `1002`, `*97`, `tel:…`. Letters alone are a name, not a number. */
export function readDialLine(text: string, plan: DialPlan): DialTarget {
  const digits = text
    .trim()
    .replace(/^(tel|callto|sip):/i, '')
    // The trunk zero people write in brackets, +44 (0)20, is not dialled from abroad.
    .replace(/^(\+.*)\(0\)/, '$1')
    .replace(/[\s().\u00a0/-]/g, '');
  if (digits === '' || !/^\+?[0-9*#]{1,32}$/.test(digits)) return { dials: null, number: null };
  if (/[*#]/.test(digits) || isShort(digits)) return { dials: digits, number: readNumber(digits, plan.country) };
  return { dials: outside(digits, plan), number: readNumber(digits, plan.country) };
}

function outside(digits: string, plan: DialPlan): string {
  const parsed = parse(digits, plan.country);
  if (plan.dialAs === 'as-typed' || parsed?.isPossible() !== true) return plan.prefix + digits;
  if (plan.dialAs === 'e164' || parsed.country !== plan.country) return plan.prefix + parsed.number;
  return plan.prefix + parsed.formatNational().replace(/\D/g, '');
}
