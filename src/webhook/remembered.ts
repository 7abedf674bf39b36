/** Keeps what was made of the same settings: key sets, certificates, tokens and what was done are kept inside. */
export function remembered<Settings, Made>(make: (settings: Settings) => Made): (settings: Settings) => Made {
  let known: { readonly key: string; readonly made: Made } | undefined;
  return (settings) => {
    const key = JSON.stringify(settings);
    if (known?.key !== key) known = { key, made: make(settings) };
    return known.made;
  };
}
