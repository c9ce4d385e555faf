package incidentlog

import (
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"Creation Time": "creationtime", "creation_time": "creationtime", "  Opened-At (UTC) ": "openedatutc", "Zustand": "zustand",
		"Prénom": "prenom", "Ａｂｃ１": "abc1", "STATUS:": "status", "Component/s": "components", "状態": "状態", "": "", " - ": "-", "✔": "✔",
	} {
		if got := fold(text); got != want {
			t.Errorf("%q is folded to %q, want %q", text, got, want)
		}
	}
}

func TestAliases(t *testing.T) {
	t.Parallel()
	seen := map[string]Field{}
	for _, f := range Fields() {
		seen[string(f)] = f
	}
	for f, names := range aliases() {
		for _, name := range names {
			if other, ok := seen[name]; ok {
				t.Errorf("%q is an alias of %s and of %s", name, f, other)
			}
			if fold(name) != name {
				t.Errorf("%q of %s can never match", name, f)
			}
			seen[name] = f
		}
	}
	// What exports of incident tools call their columns.
	for f, headers := range map[Field]string{
		Services:  "service,Service Name,Application,Affected service(s),Affected Services,Business service,Configuration item,Component/s,Impacted services,system",
		StateOf:   "status,Incident state,Incident Status,Issue status,State",
		StageOf:   "environment,Env,ENVIRONMENTS,Tier",
		CreatedAt: "created,Created at,created_on,Created Date,Opened,opened_at,Start time,started_at,Creation date,sys_created_on,createdAt",
		ReportAt:  "updated,Updated at,updated_on,Last update,Last Updated,last report,Recent report time,updatedAt,sys_updated_on,Last modified",
		ID:        "Number,Incident ID,incident_number,Key,Issue key,Ticket #,Ticket ID,Reference,id",
	} {
		for _, header := range strings.Split(headers, ",") {
			if got := seen[fold(header)]; got != f {
				t.Errorf("%q is %q, want %s", header, got, f)
			}
		}
	}
	for _, header := range []string{"", "#", "title", "description", "priority", "severity", "resolved at", "closed", "_line", "_reason", "assignee", "incident"} {
		if f, ok := seen[fold(header)]; ok {
			t.Errorf("%q is taken for %s", header, f)
		}
	}
}

func TestWords(t *testing.T) {
	t.Parallel()
	for meaning, words := range map[string]string{
		"open":       "open,Opened,NEW,active,Triggered,To Do,to-do,backlog,Re-opened,investigating,Identified",
		"inprogress": "inprogress,In Progress,in_progress,Work in progress,In review,Acknowledged,ack,assigned,On Hold,pending,Awaiting vendor,awaiting,Monitoring",
		"closed":     "closed,Resolved,solved,done,Complete,completed,finished,Fixed,Post-mortem",
		"unknown":    "cancelled,canceled,duplicate,wontfix,opening,not open,closedd,-,✔,awaits,in progress now",
	} {
		for _, word := range strings.Split(words, ",") {
			got := "unknown"
			if m := stateWords().meaning(word); m != unknown {
				got = State(m).String()
			}
			if got != meaning {
				t.Errorf("the state %q means %s, want %s", word, got, meaning)
			}
		}
	}
	for meaning, words := range map[string]string{
		"prd": "prd,PROD,Production,live", "stg": "stg,Stage,staging,Pre-Prod,preprod,UAT,test", "unknown": "qa,dev,testing,production 2,awaiting",
	} {
		for _, word := range strings.Split(words, ",") {
			got := "unknown"
			if m := stageWords().meaning(word); m != unknown {
				got = Stage(m).String()
			}
			if got != meaning {
				t.Errorf("the stage %q means %s, want %s", word, got, meaning)
			}
		}
	}
}

func TestTeachingIsAllOrNothing(t *testing.T) {
	t.Parallel()
	v := stateWords()
	if err := v.teach(map[string]string{"a": "open", "b": "moon", "c": "closed"}); err == nil {
		t.Error("no error")
	}
	if v.meaning("a") != unknown || v.meaning("c") != unknown {
		t.Error("words were learned beside a wrong one")
	}
}

func TestParseField(t *testing.T) {
	t.Parallel()
	for _, f := range Fields() {
		if got, err := ParseField(strings.ToUpper(string(f))); got != f || err != nil {
			t.Errorf("%s: %q, %v", f, got, err)
		}
	}
	if got, err := ParseField("creation_time"); got != CreatedAt || err != nil {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := ParseField("status"); err == nil || !strings.Contains(err.Error(), "recentreporttime") {
		t.Errorf("got %v", err)
	}
}
