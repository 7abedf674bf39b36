/** As many as a customer has, and some more. */
const fields = 40;

/**
 * An empty object with room for many fields. V8 gives an object the room that its constructor seems to fill, and moves one
 * that grows beyond it with every third field: a copy of a customer would take twice as long, and be slower to read.
 */
export function roomyObject(): Record<string, unknown> {
  return new Roomy() as Record<string, unknown>;
}

const Roomy = roomy();

/** Where the runtime makes no functions of text, any object will do. */
function roomy(): new () => object {
  try {
    const names = Array.from({ length: fields }, (_, index) => `this.f${index} = 0;`);
    const made = new Function(`if (false) { ${names.join(' ')} }`);
    made.prototype = Object.prototype;
    return made as unknown as new () => object;
  } catch {
    return Object;
  }
}
