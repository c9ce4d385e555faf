import type { Catalogue, Preset } from '../../domain/model';
import { seeds } from './services';

const more: [category: string, names: string][] = [
	['Cloud and hosting', 'DigitalOcean Fastly Vercel Netlify Linode Heroku Render Akamai'],
	['Code and delivery', 'Bitbucket CircleCI PyPI JFrog Buildkite'],
	['Work together', 'Notion Linear Dropbox Figma Miro Asana'],
	['AI', 'Cohere Groq Perplexity Replicate'],
	['Observability', 'Sentry PagerDuty Honeycomb Grafana'],
	['Payments and identity', 'Stripe Twilio Okta Auth0 Adyen PayPal'],
];

/** Every made-up service and the presets; watched are the ids that are chosen. */
export function catalogue(watched: ReadonlySet<string>): Catalogue {
	const known = seeds.map(({ id, name, category, platform, site }) => ({
		id,
		name,
		category,
		platform,
		host: new URL(site).hostname.replace('www.', ''),
	}));
	const others = more.flatMap(([category, names]) =>
		names.split(' ').map((name) => ({
			id: name.toLowerCase(),
			name,
			category,
			platform: 'statuspage',
			host: `status.${name.toLowerCase()}.com`,
		})),
	);
	const services = [...known, ...others].map((service) => ({ ...service, watched: watched.has(service.id) }));
	const of = (...categories: string[]) =>
		services.filter((each) => categories.includes(each.category)).map((each) => each.id);
	const presets: Preset[] = [
		{ name: 'Recommended', ids: seeds.map((seed) => seed.id) },
		{ name: 'Cloud', ids: of('Cloud and hosting') },
		{ name: 'Developers', ids: of('Code and delivery', 'AI') },
		{ name: 'Office', ids: of('Work together') },
	];
	return { services, presets };
}
