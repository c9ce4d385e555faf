import type { Events, Wire } from '../wire';

/** A wire for tests: it knows only the calls that are given, and its events are sent by hand. */
export function aWire(
	calls: {
		monitor?: Partial<Wire['monitor']>;
		services?: Partial<Wire['services']>;
		preferences?: Partial<Wire['preferences']>;
		analytics?: Partial<Wire['analytics']>;
	} = {},
) {
	const handlers = new Map<keyof Events, (payload: never) => void>();
	const wire = {
		monitor: { days: async () => [], ...calls.monitor },
		services: { ...calls.services },
		preferences: { ...calls.preferences },
		analytics: { ...calls.analytics },
		on: (event: keyof Events, handler: (payload: never) => void) => {
			handlers.set(event, handler);
			return () => handlers.delete(event);
		},
	} as unknown as Wire;
	const send = <E extends keyof Events>(event: E, payload: Events[E]) => handlers.get(event)?.(payload as never);
	return { wire, handlers, send };
}
