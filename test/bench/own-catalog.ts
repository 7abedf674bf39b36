/** Where the stored catalog is that is measured in parts. */
export const ownCatalog = new URL('../../node_modules/.bench/own-catalog.json', import.meta.url);
