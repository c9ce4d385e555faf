export namespace bridge {
	
	export enum EventName {
	    Frame = "monitor:frame",
	    Row = "monitor:row",
	    Stale = "monitor:stale",
	}
	export enum Level {
	    Degraded = "degraded",
	    Maintenance = "maintenance",
	    MajorOutage = "major_outage",
	    Operational = "operational",
	    PartialOutage = "partial_outage",
	    Unknown = "unknown",
	}
	export interface About {
	    version: string;
	    dataDir: string;
	    database: number;
	    zone: string;
	}
	export interface Preset {
	    name: string;
	    ids: string[];
	}
	export interface CatalogueService {
	    id: string;
	    name: string;
	    category: string;
	    platform: string;
	    host: string;
	    watched: boolean;
	}
	export interface Catalogue {
	    services: CatalogueService[];
	    presets: Preset[];
	}
	
	export interface Change {
	    id: number;
	    at: number;
	    service: string;
	    name: string;
	    from: Level;
	    to: Level;
	    reason: string;
	    notified: string;
	    why: string;
	    demo: boolean;
	}
	export interface ComponentNode {
	    choice: string;
	    name: string;
	    depth: number;
	    group: boolean;
	    level: Level;
	    word: string;
	    leaves: number;
	    affected: number;
	}
	export interface Day {
	    start: number;
	    worst: Level;
	    observed: number;
	    unreadable: number;
	    offline: number;
	    notRunning: number;
	}
	export interface DayDetail {
	    start: number;
	    quarters: string;
	}
	export interface Maintenance {
	    id: string;
	    title: string;
	    inProgress: boolean;
	    startsAt: number;
	    endsAt: number;
	    url: string;
	    components: string[];
	    updates: Update[];
	}
	export interface Update {
	    at: number;
	    state: string;
	    text: string;
	}
	export interface Incident {
	    id: string;
	    title: string;
	    impact: string;
	    state: string;
	    level: Level;
	    longRunning: boolean;
	    closed: boolean;
	    startedAt: number;
	    updatedAt: number;
	    endedAt: number;
	    url: string;
	    components: string[];
	    updates: Update[];
	}
	export interface ServiceRow {
	    id: string;
	    name: string;
	    category: string;
	    platform: string;
	    site: string;
	    level: Level;
	    since: number;
	    reason: string;
	    error: string;
	    detail: string;
	    checkedAt: number;
	    lastGoodAt: number;
	    lastGood: Level;
	    stale: boolean;
	    pinned: boolean;
	    mutedUntil: number;
	    demo: boolean;
	    incidents: Incident[];
	    maintenances: Maintenance[];
	}
	export interface Details {
	    row: ServiceRow;
	    components: ComponentNode[];
	    leaves: number;
	    affected: number;
	    incidents: Incident[];
	    chosen: string[];
	    warnings: string[];
	}
	export interface Frame {
	    revision: number;
	    firstStart: boolean;
	    demo: boolean;
	    notice: string;
	    checking: boolean;
	    done: number;
	    total: number;
	    checkedAt: number;
	    nextCheck: number;
	    offline: boolean;
	    offlineAt: number;
	    offlineDetails: string;
	    failure: string;
	    noNotifications: string;
	}
	export interface Week {
	    start: number;
	    label: string;
	    count: number;
	    known: boolean;
	    current: boolean;
	}
	export interface History {
	    weeks: Week[];
	    recent: Incident[];
	    error: string;
	}
	
	
	
	export interface ServiceDays {
	    id: string;
	    days: Day[];
	}
	
	export interface Settings {
	    notifyFrom: Level;
	    notifyRecovery: boolean;
	    notifyMaintenance: boolean;
	    concurrency: number;
	    timeoutSeconds: number;
	    probeAddresses: string[];
	    retentionDays: number;
	    maxMegabytes: number;
	    zone: string;
	    compact: boolean;
	    colourBlind: boolean;
	}
	export interface State {
	    frame: Frame;
	    rows: ServiceRow[];
	}
	

}

