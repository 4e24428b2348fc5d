/** One is asked for at a time: a page that nobody sees is given none. */
let isAsked = false;

/**
 * Asks for a frame ahead of whatever it will show: until the browser begins one there is time to read what has come and to
 * draw it, and it is shown in that frame instead of the next.
 */
export function askForFrame(): void {
  if (isAsked) return;
  isAsked = true;
  requestAnimationFrame(() => {
    isAsked = false;
  });
}
