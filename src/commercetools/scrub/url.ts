type Change = (text: string) => string;

/** A URL on example.com, with the scheme, the port and the signs of the original; what is escaped stays escaped. */
export function urlLookAlike(
  url: string,
  { domain, plain }: { readonly domain: Change; readonly plain: Change },
): string {
  const [, scheme = '', user = '', host = '', rest = ''] =
    /^(https?:\/\/)([^@/?#]*@)?([^/?#:]*(?::\d+)?)(.*)$/su.exec(url) ?? [];
  const [name = '', port] = host.split(':');
  const other = `${/^[\d.]*$/.test(name) ? 'example.com' : domain(name)}${port === undefined ? '' : `:${port}`}`;
  const readable = rest.replace(/(?:%[0-9a-f]{2})+/gi, decoded);
  const path = plain(readable).replace(/[^\x21-\x7e\p{Cs}]/gu, (letter) => encodeURIComponent(letter));
  return `${scheme}${plain(user)}${other}${isEscaped(rest) ? path : plain(rest)}`;
}

function isEscaped(text: string): boolean {
  return /%[0-9a-f]{2}/i.test(text);
}

function decoded(escaped: string): string {
  try {
    return decodeURIComponent(escaped);
  } catch {
    return '';
  }
}
