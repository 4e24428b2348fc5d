/**
 * Runs inside the page. Texts of the made-up language that cannot be read whole: cut off by a box that does not scroll,
 * outside the window, or under another text. Names and numbers that were filled in have no accents and are not asked about:
 * they may take an ellipsis.
 */
export function cutTexts(): readonly string[] {
  const accented = /[áçéíñöšüýžÂÇÉÎÑØŠÚŽ]/;
  const slack = 1.5;
  interface Shown {
    readonly text: string;
    readonly element: Element;
    readonly box: DOMRect;
  }
  const isSeen = ({ element, box }: Shown): boolean => {
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const top = document.elementFromPoint(x, y);
    return top !== null && (element.contains(top) || top.contains(element));
  };
  /** What can be seen of it: a name with an ellipsis lies on nothing with the rest of it. */
  const visible = ({ element, box }: Shown): DOMRect => {
    let [left, right, top, bottom] = [box.left, box.right, box.top, box.bottom];
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(around);
      const frame = around.getBoundingClientRect();
      if (display === 'inline' || display === 'contents') continue;
      if (overflowX !== 'visible') [left, right] = [Math.max(left, frame.left), Math.min(right, frame.right)];
      if (overflowY !== 'visible') [top, bottom] = [Math.max(top, frame.top), Math.min(bottom, frame.bottom)];
    }
    return new DOMRect(left, top, Math.max(0, right - left), Math.max(0, bottom - top));
  };
  const scrolls = (overflow: string) => overflow === 'auto' || overflow === 'scroll';
  /** What of the box is left over by everything around it; an axis that scrolls gives up nothing. */
  const isCut = ({ element, box }: Shown): boolean => {
    for (let around: Element | null = element; around !== null; around = around.parentElement) {
      const { overflowX, overflowY, display } = getComputedStyle(around);
      if (display === 'inline' || display === 'contents') continue;
      const frame = around.getBoundingClientRect();
      const wide = box.left < frame.left - slack || box.right > frame.right + slack;
      const high = box.top < frame.top - slack || box.bottom > frame.bottom + slack;
      if (wide && overflowX !== 'visible' && !scrolls(overflowX)) return true;
      if (high && overflowY !== 'visible' && !scrolls(overflowY)) return true;
      // What may be scrolled to is not cut by anything farther out.
      if (scrolls(overflowX) || scrolls(overflowY)) return wide && !scrolls(overflowX);
    }
    return box.left < -slack || box.right > document.documentElement.clientWidth + slack;
  };
  const shown: Shown[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    if (element === null || text === '' || element.closest('.hidden, [hidden], option') !== null) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) if (box.width > 0 && box.height > 0) shown.push({ text, element, box });
  }
  const overlap = (one: Shown, other: Shown): boolean =>
    one.element !== other.element &&
    Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left) > 3 &&
    Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top) > 5;
  const seen = shown.filter(isSeen);
  const lying = seen.map((each) => ({ ...each, box: visible(each) }));
  const made = seen.filter(({ text }) => accented.test(text));
  const where = ({ element, text }: Shown) => `${element.className || element.tagName}: “${text}”`;
  return [
    ...new Set([
      ...made.filter(isCut).map((each) => `cut ${where(each)}`),
      ...lying
        .filter(({ text }) => accented.test(text))
        .flatMap((each) =>
          lying.filter((other) => overlap(each, other)).map((other) => `${where(each)} lies on ${where(other)}`),
        ),
    ]),
  ];
}
