/** One complete call of each event that has a schema: every documented property, as a shop would send it. */
export interface EventExample {
  readonly event: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Names of properties without which the event says nothing. */
  readonly required: readonly string[];
  /** Whether the event is about an account, which `context.groupId` names. */
  readonly account?: true;
}

const lamp = {
  product_id: 'p-lamp',
  sku: 'LAMP-01',
  category: 'Lighting',
  name: 'Desk lamp',
  brand: 'Brightly',
  variant: 'black',
  price: 19.99,
  quantity: 2,
  coupon: 'SPRING',
  position: 1,
  url: 'https://shop.example/p/desk-lamp',
  image_url: 'https://shop.example/i/desk-lamp.jpg',
};
const { quantity: _quantity, coupon: _coupon, position: _position, ...sharedLamp } = lamp;
const products = [lamp, { sku: 'WRAP', name: 'Gift wrapping', price: 0, quantity: 1 }];
const amounts = { revenue: 39.98, shipping: 4.9, tax: 8.53, discount: 0.5 };
const order = {
  order_id: 'o-1',
  affiliation: 'Garden shop',
  ...amounts,
  coupon: 'SPRING',
  currency: 'EUR',
  products,
};
const list = { list_id: 'l-1', category: 'Lighting' };
const promotion = {
  promotion_id: 'spring',
  creative: 'banner-2',
  name: 'Spring sale',
  position: 'home, top',
};
const step = { checkout_id: 'ch-1', step: 2, shipping_method: 'Express', payment_method: 'Invoice' };
const coupon = { order_id: 'o-1', cart_id: 'c-1', coupon_id: 'SPRING' };
const wishlist = { wishlist_id: 'w-1', wishlist_name: 'Birthday' };
const share = { share_via: 'email', share_message: 'Look at this', recipient: 'ada@example.org' };
const trial = {
  trial_start_date: '2026-03-02',
  trial_end_date: '2026-04-02T10:15:30Z',
  trial_plan_name: 'Large',
};

export const eventExamples: readonly EventExample[] = [
  { event: 'Products Searched', properties: { query: 'desk lamp' }, required: ['query'] },
  { event: 'Product List Viewed', properties: { ...list, products }, required: [] },
  {
    event: 'Product List Filtered',
    properties: {
      ...list,
      filters: [{ type: 'brand', value: 'Brightly' }],
      sorts: [{ type: 'price', value: 'asc' }],
      products,
    },
    required: [],
  },
  { event: 'Promotion Viewed', properties: promotion, required: ['promotion_id'] },
  { event: 'Promotion Clicked', properties: promotion, required: ['promotion_id'] },
  { event: 'Product Clicked', properties: lamp, required: ['product_id'] },
  {
    event: 'Product Viewed',
    properties: { ...lamp, currency: 'EUR', value: 39.98 },
    required: ['product_id'],
  },
  { event: 'Product Added', properties: { cart_id: 'c-1', ...lamp }, required: ['product_id'] },
  { event: 'Product Removed', properties: { cart_id: 'c-1', ...lamp }, required: ['product_id'] },
  { event: 'Cart Viewed', properties: { cart_id: 'c-1', products }, required: ['cart_id'] },
  { event: 'Checkout Started', properties: { ...order, value: 52.91 }, required: ['products'] },
  { event: 'Checkout Step Viewed', properties: step, required: ['checkout_id', 'step'] },
  { event: 'Checkout Step Completed', properties: step, required: ['checkout_id', 'step'] },
  { event: 'Payment Info Entered', properties: { ...step, order_id: 'o-1' }, required: ['checkout_id'] },
  { event: 'Order Updated', properties: { ...order, total: 52.91 }, required: ['order_id'] },
  {
    event: 'Order Completed',
    properties: { ...order, checkout_id: 'ch-1', subtotal: 39.48, total: 52.91 },
    required: ['order_id', 'currency', 'products'],
  },
  {
    event: 'Order Refunded',
    properties: { order_id: 'o-1', total: 52.91, currency: 'EUR', products },
    required: ['order_id'],
  },
  { event: 'Order Cancelled', properties: { ...order, total: 52.91 }, required: ['order_id'] },
  { event: 'Coupon Entered', properties: coupon, required: ['coupon_id'] },
  {
    event: 'Coupon Applied',
    properties: { ...coupon, coupon_name: 'Spring sale', discount: 0.5 },
    required: ['coupon_id'],
  },
  {
    event: 'Coupon Denied',
    properties: { ...coupon, coupon_name: 'Spring sale', reason: 'expired' },
    required: ['coupon_id'],
  },
  {
    event: 'Coupon Removed',
    properties: { ...coupon, coupon_name: 'Spring sale', discount: 0.5 },
    required: ['coupon_id'],
  },
  { event: 'Product Added to Wishlist', properties: { ...wishlist, ...lamp }, required: ['product_id'] },
  { event: 'Product Removed from Wishlist', properties: { ...wishlist, ...lamp }, required: ['product_id'] },
  {
    event: 'Wishlist Product Added to Cart',
    properties: { ...wishlist, cart_id: 'c-1', ...lamp },
    required: ['product_id'],
  },
  { event: 'Product Shared', properties: { ...share, ...sharedLamp }, required: ['product_id'] },
  { event: 'Cart Shared', properties: { ...share, cart_id: 'c-1', products }, required: ['cart_id'] },
  {
    event: 'Product Reviewed',
    properties: { product_id: 'p-lamp', review_id: 'r-1', review_body: 'Bright.', rating: '5' },
    required: ['product_id'],
  },
  { event: 'Account Created', properties: { account_name: 'Hopper Ltd' }, required: [], account: true },
  { event: 'Account Deleted', properties: { account_name: 'Hopper Ltd' }, required: [], account: true },
  {
    event: 'Signed Up',
    properties: {
      type: 'organic',
      first_name: 'Ada',
      last_name: 'Oster',
      email: 'ada@example.org',
      phone: '+49 30 1234567',
      username: 'ada',
      title: 'Head of Sales',
    },
    required: [],
  },
  { event: 'Signed In', properties: { username: 'ada' }, required: [] },
  { event: 'Signed Out', properties: { username: 'ada' }, required: [] },
  {
    event: 'Invite Sent',
    properties: {
      invitee_email: 'ben@example.org',
      invitee_first_name: 'Ben',
      invitee_last_name: 'Oster',
      invitee_role: 'Buyer',
    },
    required: [],
  },
  { event: 'Account Added User', properties: { role: 'Buyer' }, required: [], account: true },
  { event: 'Account Removed User', properties: {}, required: [], account: true },
  { event: 'Trial Started', properties: trial, required: [] },
  { event: 'Trial Ended', properties: trial, required: [] },
];
