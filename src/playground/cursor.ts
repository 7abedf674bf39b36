/** Where in a mapping file the cursor stands, found line by line: a text that is being typed is often no YAML. */
export type Cursor =
  | {
      /** A key is being written, or may be. */
      readonly at: 'key';
      /** The keys around it, from the outside. */
      readonly path: readonly string[];
      readonly from: number;
      /** The keys that stand beside it already. */
      readonly beside: readonly string[];
      /** Whether the line goes on behind the cursor with ":". */
      readonly hasColon: boolean;
    }
  | {
      readonly at: 'value';
      /** The keys around it and its own. */
      readonly path: readonly string[];
      /** The text of the value up to the cursor. */
      readonly before: string;
    };

interface Line {
  readonly indent: number;
  readonly key: string;
  readonly value: string;
  /** Of the key. */
  readonly start: number;
}

/** Reads the place of a UTF-16 index. Gives nothing in a comment. */
export function cursorAt(text: string, offset: number): Cursor | undefined {
  const lines = text.slice(0, offset).split('\n');
  const line = lines.at(-1) ?? '';
  if (/(^|\s)#[^"']*$/.test(line)) return undefined;
  const own = keyLine(line);
  const above = lines.slice(0, -1);
  const indent = own?.indent ?? widthOf(line);
  const around = parents(above, indent);
  if (own !== undefined)
    return { at: 'value', path: [...around.map(({ key }) => key), own.key], before: own.value };
  const holder = around.at(-1);
  if (holder !== undefined && holder.value !== '') {
    const inside = above.slice(holder.index + 1);
    const first = /^[|>][-+]?$/.test(holder.value) ? [] : [holder.value];
    return {
      at: 'value',
      path: around.map(({ key }) => key),
      before: [...first, ...inside, line].join('\n'),
    };
  }
  const word = /[\w$.-]*\??$/.exec(line)?.[0] ?? '';
  const rest = text.slice(offset).split('\n')[0] ?? '';
  return {
    at: 'key',
    path: around.map(({ key }) => key),
    from: offset - word.length,
    beside: siblings(text, lines.length - 1, indent),
    hasColon: /^[\w?]*:/.test(rest),
  };
}

/** `  - name: value`, where the indentation counts to the name. */
function keyLine(line: string): Line | undefined {
  const [, blanks = '', dashes = '', key, value = ''] =
    /^(\s*)((?:- +)*)([A-Za-z_$][\w $.-]*\??):(?:\s+(.*))?$/.exec(line) ?? [];
  if (key === undefined) return undefined;
  const indent = blanks.length + dashes.length;
  return { indent, key, value: value.replace(/^#.*$/, ''), start: indent };
}

/** Where a name would begin on the line. */
function widthOf(line: string): number {
  return /^\s*(?:- +)*/.exec(line)?.[0].length ?? 0;
}

/** The lines of the keys that hold what is indented so far, from the outside. */
function parents(above: readonly string[], indent: number): readonly (Line & { readonly index: number })[] {
  const found: (Line & { readonly index: number })[] = [];
  let least = indent;
  for (const [index, line] of [...above.entries()].reverse()) {
    const one = keyLine(line);
    if (one === undefined || one.indent >= least) continue;
    found.unshift({ ...one, index });
    least = one.indent;
  }
  return found;
}

/** The keys of the same map, above and below. */
function siblings(text: string, at: number, indent: number): readonly string[] {
  const lines = text.split('\n');
  const walk = (indices: readonly number[]): readonly string[] => {
    const found: string[] = [];
    for (const index of indices) {
      const line = lines[index] ?? '';
      if (/^\s*(#.*)?$/.test(line)) continue;
      if (widthOf(line) < indent) break;
      const one = keyLine(line);
      if (one?.indent === indent) found.push(one.key);
      if (one?.indent === indent && /^\s*- /.test(line)) break;
    }
    return found;
  };
  const all = [...lines.keys()];
  return [...walk(all.slice(0, at).reverse()), ...walk(all.slice(at + 1))];
}
