import { describe, expect, it } from 'vitest';
import { mapper, workspace } from './workspace.ts';

describe('mapper types', () => {
  it('lists all types by the resource that they are about', async () => {
    const { mapper } = await workspace();
    const { code, stdout } = await mapper('types');
    expect(code).toBe(0);
    expect(stdout).toMatch(/\ncustomer\n {2}CustomerAddressAdded\n/);
    expect(stdout).toMatch(/\n\d{3} types; for fields: npm run mapper -- types NAME\n$/);
  });

  it('tells the fields of a type, as expressions write them', async () => {
    const { mapper } = await workspace();
    const { stdout } = await mapper('types', 'reviewcreated');
    await expect(stdout).toMatchFileSnapshot('types-ReviewCreated.txt');
  });

  it('says of a field that may be absent where none beside it is always there', async () => {
    const { mapper } = await workspace();
    const [type] = JSON.parse((await mapper('types', 'PaymentCreated', '--json')).stdout).types;
    const told = ['payment.paymentStatus', 'payment.paymentStatus.interfaceCode', 'createdBy.clientId'].map(
      (path) => type.fields.find((field: { path: string }) => field.path === path)?.always,
    );
    expect(told).toEqual([true, false, false]);
  });

  it('lists the types whose name holds the text, where they are many', async () => {
    const { mapper } = await workspace();
    const { stdout } = await mapper('types', 'parcel');
    expect(stdout).toMatch(/^order\n {2}ParcelAddedToDelivery\n/);
    expect(stdout).toMatch(/\n5 types; /);
    const { types } = JSON.parse((await mapper('types', 'parcel', '--json')).stdout);
    expect(types).toHaveLength(5);
    for (const { fields } of types)
      expect(fields).toContainEqual(expect.objectContaining({ path: 'resource.id' }));
  });

  it('takes a whole name for that type alone, in whatever letters, though it is part of another', async () => {
    const { mapper } = await workspace();
    const { types } = JSON.parse((await mapper('types', 'ordercreated', '--json')).stdout);
    expect(types).toMatchObject([{ type: 'OrderCreated' }]);
  });

  it('says so where nothing is installed to describe them', async () => {
    const { mapper } = await workspace();
    expect((await mapper('types', 'StoreNameSet')).stderr).toBe(
      'descriptions are left out: @commercetools/platform-sdk is not installed here\n',
    );
  });

  it('takes what the installed SDK says of types and fields, also of inherited and inner ones', async () => {
    const { code, stdout, stderr } = await mapper(['types', 'OrderCreated', '--json']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const [type] = JSON.parse(stdout).types;
    expect(type).toMatchObject({ type: 'OrderCreated', resource: 'order' });
    expect(type.description).toMatch(/^\w/);
    const of = (path: string) => type.fields.find((field: { path: string }) => field.path === path);
    for (const path of ['order', 'order.customerEmail', 'order.lineItems.name', 'order.billingAddress.city'])
      expect(of(path).description, path).toMatch(/^\w[^\n[]+$/);
    expect(of('order.customerEmail')).toMatchObject({ kind: 'text', always: false, values: [] });
    expect(of('order.lineItems')).toMatchObject({ kind: 'list', items: 'map', always: true });
  });

  it.each([
    [['types', 'OrdrCreated'], 'there is no type with OrdrCreated in its name; did you mean OrderCreated?'],
    [
      ['types', 'payday'],
      'there is no type with payday in its name; npm run mapper -- types lists all of them',
    ],
    [['types', 'a', 'b'], 'takes one text, a part of the name of a type'],
  ])('%s', async (args, says) => {
    expect(await mapper(args)).toEqual({ code: 2, stdout: '', stderr: `types: ${says}\n` });
  });
});
