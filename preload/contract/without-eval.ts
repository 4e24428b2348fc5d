import { z } from 'zod';

/**
 * For a page, whose policy refuses `eval`: zod would try it once, and the error of that has Chromium read the whole program
 * again to know where it was thrown (33 ms of a start). Imported before anything is decoded.
 */
z.config({ jitless: true });
