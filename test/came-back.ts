/** Items of an order come back: it names the order, which is to be fetched. */
export const cameBack = {
  notificationType: 'Message',
  projectKey: 'garden-shop',
  id: 'm-1',
  sequenceNumber: 2,
  resource: { typeId: 'order', id: 'o-1' },
  resourceVersion: 4,
  type: 'ReturnInfoAdded',
  returnInfo: { items: [] },
  createdAt: '2026-05-02T09:12:44.326Z',
};
