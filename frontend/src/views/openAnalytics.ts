import { AnalyticsState } from '../lib/state/analytics.svelte';
import type { AppState } from '../lib/state/app.svelte';
import AnalyticsView from './AnalyticsView.svelte';

/**
 * The view of the incident log with its state, which is made at the first visit and kept. It is not made in the view,
 * because what follows from state that a component makes ends with the component.
 */
export function open(app: AppState) {
	const surroundings = { now: () => app.clock.now, zone: () => app.preferences.zone };
	app.analytics ??= new AnalyticsState(app.wire, app.storage, surroundings);
	return { AnalyticsView, analytics: app.analytics };
}
