import type { MappedField } from '../mapping/catalog.ts';

/** Where a field stands in its call: `traits.address.city`, `properties.products[0].sku`. */
export function dotted(path: MappedField['path']): string {
  return path
    .map((step, index) => (typeof step === 'number' ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('');
}
