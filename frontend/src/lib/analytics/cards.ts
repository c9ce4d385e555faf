/** The order of the cards of services. */

import { compare } from '../domain/arrange';
import type { Sort } from './filterstate';
import type { ServiceCounts, Sparks } from './model';

/** The services in an order; those that are equal in it stay as they are, most incidents first. */
export function sortCards(
	services: readonly ServiceCounts[],
	sort: Sort,
	names: readonly string[],
	sparks: (service: number) => Sparks,
): readonly ServiceCounts[] {
	switch (sort) {
		case 'incidents':
			return services;
		case 'open':
			return descending(services, ({ open, inprogress }) => open + inprogress);
		case 'newest':
			return descending(services, ({ last }) => last);
		case 'rising':
			return descending(services, ({ service }) => growth(sparks(service)));
		case 'name':
			return [...services].sort((a, b) => compare(names[a.service] ?? '', names[b.service] ?? ''));
	}
}

function descending(services: readonly ServiceCounts[], of: (each: ServiceCounts) => number): ServiceCounts[] {
	const values = new Map(services.map((each) => [each, of(each)]));
	return [...services].sort((a, b) => (values.get(b) ?? 0) - (values.get(a) ?? 0));
}

/** How many incidents more the last week had than the one before it. */
function growth({ week, month }: Sparks): number {
	const before = month.slice(-2 * week.length, -week.length);
	return sum(week) - sum(before);
}

function sum(values: readonly number[]): number {
	return values.reduce((total, value) => total + value, 0);
}
