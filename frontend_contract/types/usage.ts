// What a frontend gets from the types, and what they refuse; `npm run types` reads it, nothing runs it.
import { Hb } from '../client.js';
import { AddItemDocument, MyBudgetDocument } from '../ts/client/index.ts';

export async function page(hb: Hb): Promise<number> {
  const { me } = await hb.send(MyBudgetDocument, {});
  const cents: number | undefined = me?.budgets.nodes[0]?.balance?.usableCents;
  // @ts-expect-error money is a number of cents, never a string
  const text: string | undefined = me?.budgets.nodes[0]?.balance?.usableCents;
  // @ts-expect-error a field that the document does not select
  void me?.hetu;
  // @ts-expect-error a variable that the document does not have
  await hb.send(MyBudgetDocument, { last: 3 });
  // @ts-expect-error an order that the schema does not know
  await hb.send(MyBudgetDocument, { orderBy: 'PRICE' });
  return cents ?? text?.length ?? 0;
}

export async function add(hb: Hb, planId: string, offeringId: string): Promise<string> {
  const input = {
    planId,
    offeringId,
    expectedVersion: 1,
    lineNo: 1,
    quantityPerMonth: 600,
    firstMonth: 202605,
    lastMonth: 202607,
    timeOfWeek: 'WEEKDAY',
  } as const;
  await hb.send(AddItemDocument, { input: { ...input, idempotencyKey: crypto.randomUUID() } });
  // @ts-expect-error an input without its required fields
  await hb.send(AddItemDocument, { input: { planId } });
  const { planItemAdd } = await hb.send(AddItemDocument, { input });
  const refused = planItemAdd.userErrors[0];
  return refused && 'usableCents' in refused ? `${refused.usableCents}` : (planItemAdd.item?.id ?? '');
}
