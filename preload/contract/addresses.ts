import { z } from 'zod';

/** A password in an address would be shown with it. */
const holdsCredentials = (address: string): boolean => /^[a-z]+:\/\/[^/?#]*@/i.test(address);

/** An address in one of these schemes, as in `https:`. */
export const url = (...schemes: readonly string[]) =>
  z
    .string()
    .refine(
      (text) =>
        schemes.some((scheme) => text.toLowerCase().startsWith(`${scheme}//`)) &&
        z.url().safeParse(text).success &&
        !holdsCredentials(text),
      {
        error: `expected an address that starts with ${schemes.map((scheme) => `${scheme}//`).join(' or ')} and holds no password`,
      },
    );
