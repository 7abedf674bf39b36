/** Keeps what was made of the same settings: key sets, certificates, tokens and what was done are kept inside. */
export function remembered<Settings, Made>(make: (settings: Settings) => Made): (settings: Settings) => Made {
  let known: { readonly settings: Settings; readonly key: string; readonly made: Made } | undefined;
  return (settings) => {
    if (known?.settings === settings) return known.made;
    const key = JSON.stringify(settings);
    known = { settings, key, made: known?.key === key ? known.made : make(settings) };
    return known.made;
  };
}
