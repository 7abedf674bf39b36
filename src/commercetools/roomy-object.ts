/**
 * An empty object with room for about as many fields as a customer has. V8 gives an object the room that its constructor
 * seems to fill, and moves one that grows beyond it with every third field: a copy of a customer would take twice as
 * long, and be slower to read.
 */
export function roomyObject(): Record<string, unknown> {
  return new Roomy(true) as Record<string, unknown>;
}

const Roomy = room as unknown as new (isEmpty: boolean) => object;

/** Fills nothing: V8 counts these fields when it reads the function, and makes room for eight more. */
function room(this: Record<string, unknown>, isEmpty: boolean): void {
  if (isEmpty) return;
  this['f1'] = 0;
  this['f2'] = 0;
  this['f3'] = 0;
  this['f4'] = 0;
  this['f5'] = 0;
  this['f6'] = 0;
  this['f7'] = 0;
  this['f8'] = 0;
  this['f9'] = 0;
  this['f10'] = 0;
  this['f11'] = 0;
  this['f12'] = 0;
  this['f13'] = 0;
  this['f14'] = 0;
  this['f15'] = 0;
  this['f16'] = 0;
  this['f17'] = 0;
  this['f18'] = 0;
  this['f19'] = 0;
  this['f20'] = 0;
  this['f21'] = 0;
  this['f22'] = 0;
  this['f23'] = 0;
  this['f24'] = 0;
}
room.prototype = Object.prototype;
