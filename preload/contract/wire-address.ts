/** Where a page that the browser host served at `host` finds its main. */
export const wireAddress = (host: string): string => `ws://${host}/wire`;
