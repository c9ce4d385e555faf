export namespace bridge {
	
	export enum EventName {
	    Dropped = "files:dropped",
	    Frame = "monitor:frame",
	    Import = "analytics:import",
	    Log = "analytics:log",
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
	export interface FieldValue {
	    field: string;
	    value: string;
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
	export interface WordChoice {
	    field: string;
	    word: string;
	    meaning: string;
	}
	export interface ImportChoices {
	    encoding: string;
	    delimiter: string;
	    sheet: string;
	    headerRow: number;
	    columns: FieldValue[];
	    set: FieldValue[];
	    words: WordChoice[];
	    split: string;
	    dateOrder: string;
	    zone: string;
	}
	export interface ImportNote {
	    text: string;
	    count: number;
	    line: number;
	}
	export interface ImportRow {
	    line: number;
	    services: string[];
	    state: string;
	    stage: string;
	    created: number;
	    reported: number;
	    id: string;
	}
	export interface UnknownWord {
	    field: string;
	    word: string;
	    count: number;
	}
	export interface ImportPreview {
	    id: number;
	    name: string;
	    size: number;
	    format: string;
	    choices: ImportChoices;
	    sheets: string[];
	    header: string[];
	    missing: string[];
	    open: string[];
	    mapped: boolean;
	    warnings: ImportNote[];
	    rows: number;
	    accepted: number;
	    rejected: number;
	    duplicates: number;
	    incidents: number;
	    services: number;
	    from: number;
	    to: number;
	    unknown: UnknownWord[];
	    first: ImportRow[];
	    appendNew: number;
	    appendDuplicate: number;
	}
	
	
	export interface LogFacts {
	    revision: number;
	    demo: boolean;
	    source: string;
	    importedAt: number;
	    rows: number;
	    bytes: number;
	    idsFrom: number;
	    idsTo: number;
	    canUndo: boolean;
	    undoes: string;
	}
	export interface LogFilter {
	    from: number;
	    to: number;
	    services: string[];
	    states: string[];
	    stages: string[];
	    zone: string;
	    words: string[];
	}
	
	
	export interface RejectedRow {
	    line: number;
	    column: string;
	    value: string;
	    reason: string;
	}
	export interface Saved {
	    path: string;
	    rows: number;
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

