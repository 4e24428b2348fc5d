import { type UIEvent, useCallback, useState } from 'react';

/** A little more than are seen at once, so that the next key finds its list drawn before the next frame. */
const atOnce = 12;
/** From the end of what is drawn, px: the next ones are drawn before they are scrolled to. */
const ahead = 120;

/**
 * How many of a list's rows are drawn: those that are seen, and more as somebody goes down it by keys or by wheel. Begins
 * again with each `list`.
 */
export function useDrawnRows(list: string, count: number, selected: number | null) {
  const [reached, setReached] = useState({ list, rows: atOnce });
  const scrolled = reached.list === list ? reached.rows : atOnce;
  const drawn = Math.min(count, Math.max(scrolled, (selected ?? 0) + atOnce / 2));
  const onScroll = useCallback(
    ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent<HTMLElement>) => {
      if (scrollTop + clientHeight > scrollHeight - ahead) setReached({ list, rows: drawn + atOnce });
    },
    [list, drawn],
  );
  return { drawn, onScroll };
}
