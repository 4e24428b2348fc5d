// @ts-check
/** The part of the page that asks for the wire: renderer/base/first-wire.ts. */
const part = 'first-wire';

/**
 * Has each page run that part as soon as it is there, whatever else is still being loaded: as part of the program it would
 * run only when all of that is there, and main's first view would be waited for after that.
 * @returns {import('vite').Plugin}
 */
export const askForWireFirst = () => ({
  name: 'offhook:ask-for-wire-first',
  transformIndexHtml: {
    order: 'post',
    handler: (_html, { bundle }) => {
      const chunk = Object.values(bundle ?? {}).find(({ name, type }) => type === 'chunk' && name === part);
      if (chunk === undefined) return [];
      const attrs = { type: 'module', async: true, crossorigin: true, src: `./${chunk.fileName}` };
      return [{ tag: 'script', attrs, injectTo: 'head' }];
    },
  },
});
