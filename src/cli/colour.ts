/** What can be told of a stream: one that is no terminal does not say what it can show. */
interface Stream {
  readonly isTTY?: boolean;
  readonly hasColors?: (env?: object) => boolean;
}

/**
 * Whether to write in colour: only where all streams are terminals, since what goes elsewhere is read by programs. Of a
 * terminal, Node decides by NO_COLOR, FORCE_COLOR and TERM
 * (https://nodejs.org/docs/latest-v20.x/api/tty.html#writestreamhascolorscount-env).
 */
export function wantsColour(streams: readonly Stream[], ...env: readonly object[]): boolean {
  return streams.every((stream) => stream.isTTY === true && stream.hasColors?.(...env) === true);
}
