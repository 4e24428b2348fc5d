// @ts-check
import wabt from 'wabt';

/**
 * WebAssembly from its text, in base64.
 * @param {string} name of the file, for messages
 * @param {string} text
 * @returns {Promise<string>}
 */
export async function assemble(name, text) {
  const { parseWat } = await wabt();
  const features = { simd: true };
  const module = parseWat(name, text, features);
  try {
    module.validate();
    return Buffer.from(module.toBinary({}).buffer).toString('base64');
  } finally {
    module.destroy();
  }
}
