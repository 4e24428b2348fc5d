import { type RefObject, type UIEvent, useCallback, useLayoutEffect, useRef, useState } from 'react';

/** A little more than are seen at once, so that the next key finds its list drawn before the next frame. */
const atOnce = 12;
/** From the end of what is drawn, px: the next ones are drawn before they are scrolled to. */
const ahead = 120;

/**
 * How many of a list's rows are drawn: those that are seen, and more as somebody goes down it by keys or by wheel; and the
 * selected one is kept in sight. Begins again with each `list`. `rows` goes to the element that holds the rows and nothing else.
 */
export function useDrawnRows(list: string, count: number, selected: number | null) {
  const rows = useRef<HTMLDivElement>(null);
  useInSight(rows, list, selected);
  const [reached, setReached] = useState({ list, rows: atOnce });
  const scrolled = reached.list === list ? reached.rows : atOnce;
  const drawn = Math.min(count, Math.max(scrolled, (selected ?? 0) + atOnce / 2));
  const onScroll = useCallback(
    ({ currentTarget: { scrollTop, clientHeight, scrollHeight } }: UIEvent<HTMLElement>) => {
      if (scrollTop + clientHeight > scrollHeight - ahead) setReached({ list, rows: drawn + atOnce });
    },
    [list, drawn],
  );
  return { drawn, onScroll, rows };
}

/**
 * Scrolled to with the frame that shows it, where the page is laid out anyway: at once, it would be laid out a second time
 * before the key is done with.
 */
function useInSight(rows: RefObject<HTMLElement | null>, list: string, selected: number | null): void {
  const shown = useRef(list);
  useLayoutEffect(() => {
    const isNew = shown.current !== list;
    shown.current = list;
    if (selected === null && !isNew) return;
    const frame = requestAnimationFrame(() => {
      if (selected === null) rows.current?.scrollTo(0, 0);
      else rows.current?.children[selected]?.scrollIntoView({ block: 'nearest' });
    });
    return () => cancelAnimationFrame(frame);
  }, [rows, list, selected]);
}
