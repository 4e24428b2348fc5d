/** Where a page that the browser host served at `host` finds its main. */
export const wireAddress = (host: string): string => `ws://${host}/wire`;

/**
 * With this a page ends its wire when it is closed or loaded again. One that died says nothing, and Chromium ends its wire
 * for it, as if it had left (1001, RFC 6455, section 7.4.1).
 */
export const pageLeaves = 4000;
