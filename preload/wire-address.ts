/** Where the page that was served by the browser host finds its main. */
export const wireAddress = (): string => `ws://${location.host}/wire`;
