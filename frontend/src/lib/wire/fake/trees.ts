import type { ComponentNode, Level } from '../../domain/model';

/** Each line a component, a group where deeper lines follow; a level stands behind a colon. */
const trees: Record<string, string> = {
	github: `
API and webhooks
 API requests
 GraphQL
 Webhooks
 Web sockets
 Rate limits
Collaboration
 Issues
 Pull requests
 Discussions
 Notifications
 Projects
 Wikis
Copilot: degraded
 Completions
 Chat
 Coding agent: degraded
 Code review
 Models
Git operations
 Push and pull over HTTPS
 Push and pull over SSH
 Large file storage
 Archive downloads
Pages: degraded
 Serving
 Builds: degraded
Actions: partial_outage
 Hosted runners, Windows: degraded
 Larger runners: degraded
 Job queue: partial_outage
 Hosted runners, Linux: partial_outage
 Artifacts
 Cache`,
	slack: `
Search: degraded
Notifications: degraded
Messaging
Calls and huddles
Canvases
Connections
Files
Workflows
Link previews
Login
Apps and integrations
Workspace administration`,
	zoom: `
Meetings: major_outage
Webinars: major_outage
Rooms: major_outage
Phone
Chat
Website`,
};

const words: Record<Level, string> = {
	operational: 'operational',
	maintenance: 'under_maintenance',
	unknown: 'unknown',
	degraded: 'degraded_performance',
	partial_outage: 'partial_outage',
	major_outage: 'major_outage',
};

/** Regions of cloud services, each holding the same products, as a tree too long to read without a search. */
function regions(): string {
	const names = [
		'Frankfurt',
		'Ireland',
		'London',
		'Ohio',
		'Oregon',
		'São Paulo',
		'Singapore',
		'Sydney',
		'Tokyo',
		'Virginia',
	];
	return names.map((name) => `${name}\n Compute\n Storage\n Databases\n Queues\n Functions`).join('\n');
}

/** The made-up tree of a service. */
export function tree(id: string, platform: string, level: Level): ComponentNode[] {
	const known =
		trees[id] ?? (['aws', 'azure', 'gcp'].includes(platform) ? regions() : `Website\nAPI\nSupport: ${level}`);
	const lines = known.trim().split('\n');
	let path = '';
	const nodes = lines.map((line, i): ComponentNode => {
		const depth = line.startsWith(' ') ? 1 : 0;
		const [name = '', own = 'operational'] = line.trim().split(': ');
		if (depth === 0) path = name;
		return {
			choice: depth === 0 ? name : `${path} / ${name}`,
			name,
			depth,
			group: depth === 0 && (lines[i + 1]?.startsWith(' ') ?? false),
			level: own as Level,
			word: words[own as Level],
			leaves: 0,
			affected: 0,
		};
	});
	return nodes.map((node) => (node.group ? { ...node, ...counts(nodes, node) } : node));
}

/** How many leaves there are below a group, or in the whole tree, and how many of them are in trouble. */
export function counts(nodes: readonly ComponentNode[], under?: ComponentNode): { leaves: number; affected: number } {
	const below = nodes.filter((node) => !node.group && (!under || node.choice.startsWith(`${under.choice} / `)));
	return {
		leaves: below.length,
		affected: below.filter((node) => !['operational', 'maintenance'].includes(node.level)).length,
	};
}
