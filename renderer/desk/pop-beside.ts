const size = { width: 380, height: 188 };
const margin = 16;

/**
 * The browser host cannot show a window without a click, so the pop's window is there from the start, lower right, and
 * goes with the desk. Where the browser blocks it the desk is enough.
 */
export function openPopBeside(): void {
  const left = screen.availWidth - size.width - margin;
  const top = screen.availHeight - size.height - margin;
  const place = `popup,width=${size.width},height=${size.height},left=${left},top=${top}`;
  const pop = window.open('./pop.html', 'offhook-pop', place);
  if (pop === null) return;
  window.addEventListener('pagehide', () => pop.close());
  window.focus();
}
