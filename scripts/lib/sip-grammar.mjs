// @ts-check

const parse = '\nfunction peg$parse(input, options) {';
const table = '\n    const peg$bytecode = [';

/**
 * SIP.js's grammar builds its table anew for every header it reads, some twelve of them in an INVITE: three quarters of
 * what reading a message costs, while the caller's card waits behind it. The table never changes: here it is kept.
 * @param {string} code lib/grammar/pegjs/dist/grammar.js of the package sip.js
 * @returns {string | null} null: it is not written as it was, so look whether this is still needed
 */
export const keptGrammar = (code) =>
  code.split(parse).length === 2 && code.split(table).length === 2
    ? code.replace(parse, `\nlet peg$kept;${parse}`).replace(table, `${table.slice(0, -1)}peg$kept ??= [`)
    : null;

/**
 * The same for the bundler.
 * @returns {import('vite').Plugin}
 */
export const keepSipGrammar = () => ({
  name: 'keep-sip-grammar',
  transform: {
    filter: { id: /\/sip\.js\/lib\/grammar\/pegjs\/dist\/grammar\.js$/ },
    handler(code) {
      const kept = keptGrammar(code);
      return kept === null
        ? this.error('SIP.js writes its grammar another way now: see scripts/lib/sip-grammar.mjs')
        : { code: kept, map: null };
    },
  },
});
