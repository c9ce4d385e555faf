package demo

import (
	"time"

	"isserviceup/backend/status"
)

// cast is the simulated services, under names that are known from examples. What changes while one watches does so within the first three minutes: Northwind Cloud
// goes from degraded to a major outage and back, and Tailspin Mail recovers after one minute.
func cast() []service {
	return []service{
		{
			id: "northwind-cloud", name: "Northwind Cloud", category: "Cloud",
			components: []string{
				"Compute > North", "Compute > South", "Compute > East", "Storage > North", "Storage > South", "Console", "Identity", "API",
			},
			story: story{incidents: []incident{northwindOutage()}},
		},
		{
			id: "acme-git", name: "Acme Git", category: "Code and delivery",
			components: []string{"Git operations", "Pull requests", "Pipelines", "Packages", "Pages", "Webhooks"},
			story:      story{incidents: []incident{acmeQueue()}},
		},
		{
			id: "tailspin-mail", name: "Tailspin Mail", category: "Communication",
			components: []string{"Sending", "Receiving", "Webhooks", "Dashboard"},
			story:      story{incidents: []incident{tailspinDelay()}},
		},
		{
			id: "fabrikam-registry", name: "Fabrikam Registry", category: "Code and delivery",
			components: []string{"Pull", "Push", "Search", "Automated builds"},
			story: story{maintenances: []maintenance{{
				number: 1, title: "Upgrade of the registry's database", component: "Push", start: -40 * time.Minute, end: 80 * time.Minute,
				text: "Pushes may be slow or fail for up to ten minutes while the primary database moves. Pulls are not affected.",
			}}},
		},
		{
			id: "initech-metrics", name: "Initech Metrics", category: "Monitoring",
			unreadable: "its TLS certificate has expired (simulated)",
		},
		{
			id: "globex-chat", name: "Globex Chat", category: "Communication",
			components: []string{"Messages", "Calls", "Search", "Files", "Notifications"},
			story: story{maintenances: []maintenance{{
				number: 1, title: "Move of the search index", component: "Search", start: 26 * time.Hour, end: 28 * time.Hour,
				text: "Search results may lack the messages of the last hour.",
			}}},
		},
		{
			id: "wingtip-ai", name: "Wingtip AI", category: "Artificial intelligence",
			components: []string{"API > Chat", "API > Embeddings", "API > Images", "Console", "Playground"},
			story:      story{incidents: []incident{wingtipLegacy()}},
		},
		{id: "woodgrove-payments", name: "Woodgrove Payments", category: "Payments", components: []string{"Cards", "Transfers", "Payouts", "Dashboard", "Webhooks"}},
		{id: "contoso-identity", name: "Contoso Identity", category: "Identity", components: []string{"Sign-in", "Directory", "Multi-factor", "Administration"}},
		{id: "litware-dns", name: "Litware DNS", category: "Network", components: []string{"Resolution > Europe", "Resolution > Americas", "Resolution > Asia", "Dashboard"}},
	}
}

// northwindOutage grows before one's eyes from slow to down, and is repaired.
func northwindOutage() incident {
	return incident{
		number: 1, title: "Virtual machines in North lose their network", components: []string{"Compute > North", "Storage > North", "API"},
		beats: []beat{
			{-9 * time.Minute, "investigating", status.Degraded,
				"Some virtual machines in North answer slowly. We are looking into it."},
			{25 * time.Second, "identified", status.PartialOutage,
				"A faulty router configuration drops a third of the packets between two halls of North. We are rolling it back."},
			{50 * time.Second, "identified", status.MajorOutage,
				"The roll-back has taken the remaining links down. New and running machines in North cannot be reached."},
			{130 * time.Second, "monitoring", status.Degraded,
				"The links are up again and packet loss is back to normal. We are watching them."},
			{170 * time.Second, "resolved", status.Operational,
				"North has been stable. A report will follow within five days."},
		},
	}
}

// acmeQueue stands for as long as one watches.
func acmeQueue() incident {
	return incident{
		number: 1, title: "Pipelines start late", components: []string{"Pipelines", "Pages"},
		beats: []beat{
			{-134 * time.Minute, "investigating", status.Degraded,
				"Jobs wait up to twenty minutes before they start."},
			{-112 * time.Minute, "identified", status.PartialOutage,
				"A queue has lost a third of its workers to a failed upgrade. Jobs in two regions do not start at all."},
			{-12 * time.Minute, "identified", status.PartialOutage,
				"Capacity is being added. Jobs that were waiting will start without being run again."},
		},
	}
}

// tailspinDelay is over after one minute.
func tailspinDelay() incident {
	return incident{
		number: 1, title: "Mail is delivered late", components: []string{"Sending"},
		beats: []beat{
			{-38 * time.Minute, "investigating", status.Degraded, "Some messages arrive up to ten minutes late. None is lost."},
			{-6 * time.Minute, "monitoring", status.Degraded, "The queue is getting shorter since one of three relays was replaced."},
			{60 * time.Second, "resolved", status.Operational, "The queue is empty, and messages arrive within seconds."},
		},
	}
}

// wingtipLegacy is an incident that nobody has spoken of for weeks, and so raises nothing.
func wingtipLegacy() incident {
	return incident{
		number: 1, title: "Exports of the old console lack a column", components: []string{"Console"},
		beats: []beat{
			{-31 * 24 * time.Hour, "investigating", status.Degraded, "Exports from the old console lack the column of costs."},
			{-29 * 24 * time.Hour, "identified", status.Operational, "A correction will come with the next version of the console."},
		},
	}
}
