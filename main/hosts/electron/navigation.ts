import type { App, WebContents } from 'electron';
import { isOwnPage } from './own-page.ts';

/**
 * A window shows our page and nothing else: no other address, no second window, no embedded browser. `openOutside` may
 * hand what a page wanted in a new window to the system's browser; it never becomes a window of ours.
 */
export function guardNavigation(app: Pick<App, 'on'>, openOutside: (address: string) => void = () => undefined): void {
  app.on('web-contents-created', (_event, contents) => guard(contents, openOutside));
}

function guard(contents: WebContents, openOutside: (address: string) => void): void {
  contents.setWindowOpenHandler(({ url }) => {
    openOutside(url);
    return { action: 'deny' };
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
  const stay = (details: { readonly url: string; preventDefault(): void }): void => {
    if (!isOwnPage(details.url)) details.preventDefault();
  };
  contents.on('will-navigate', stay);
  contents.on('will-frame-navigate', stay);
  contents.on('will-redirect', stay);
}
