import type { Attribute } from '#fixtures/population/attribute-values.ts';
import { complement, exceptFor, NOBODY } from '#fixtures/population/customer-set.ts';
import { rosterOf } from '#fixtures/population/roster.ts';
import { audiencesOf } from '../../tenant/audiences.ts';
import type { FunctionCall } from '../define.ts';
import { joined, mapped, rowsOf } from '../rows.ts';
import { valueOf } from './customer-attributes.ts';
import { customerNumber } from './customer-ids.ts';
import { dayNumber } from './days.ts';

/** Whose attributes changed in a period: all of those who came, and single ones of those whom the API changed. */
export function attributeChanges(
  call: Pick<FunctionCall, 'world' | 'tenant'>,
  attributes: readonly Attribute[],
  { StartDate, EndDate }: { StartDate: string; EndDate: string },
) {
  const { tenant, world } = call;
  const { population } = audiencesOf(tenant);
  const roster = rosterOf(tenant.facts);
  const thereOn = (date: string) => population.onDay(dayNumber(date), complement(NOBODY));
  const came = roster.of(exceptFor(thereOn(EndDate), [thereOn(StartDate)]));
  const newcomers = mapped(came, (customer) => ({
    customer,
    InitialCustomerAttributes: attributes.map(() => 'NULL'),
    FinalCustomerAttributes: attributes.map((attribute) => valueOf(call, customer, attribute)),
  }));

  const changes = world.publicRecords.values
    .all(tenant.facts.id)
    .filter(
      ({ day, attribute }) =>
        day >= StartDate && day <= EndDate && attributes.some(({ key }) => key === attribute),
    );
  const changed = [...Map.groupBy(changes, ({ customer }) => customer)].flatMap(([id, own]) => {
    const customer = customerNumber(id, roster);
    if (customer === null || came.placeOf(customer) !== -1) return [];
    const final = attributes.map((attribute) => valueOf(call, customer, attribute));
    const initial = attributes.map(
      ({ key }, at) => own.find(({ attribute }) => attribute === key)?.before ?? final[at] ?? '',
    );
    return [{ customer, InitialCustomerAttributes: initial, FinalCustomerAttributes: final }];
  });
  return joined([newcomers, rowsOf(changed)]);
}
