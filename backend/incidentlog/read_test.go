package incidentlog

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"isserviceup/backend/tabular"
)

func TestRead(t *testing.T) {
	t.Parallel()
	cases := []struct {
		name    string
		text    string
		choices Choices
		rows    string
		rejects string
	}{
		{
			name: "the standard columns",
			text: standard + "Checkout API,open,prd,2026-11-02T08:14:00Z,2026-11-02T09:14:00Z\n",
			rows: "Checkout API open prd 2026-11-02T08:14:00Z 2026-11-02T09:14:00Z\n",
		},
		{
			name: "sorted by creation, rows of one moment in the order of the file",
			text: standard + "C,open,prd,2026-11-03T00:00:00Z,\nB,open,prd,2026-11-02T00:00:00Z,\nA,open,prd,2026-11-02T00:00:00Z,\n",
			rows: "B open prd 2026-11-02T00:00:00Z -\nA open prd 2026-11-02T00:00:00Z -\nC open prd 2026-11-03T00:00:00Z -\n",
		},
		{
			name: "several services in a cell count once each",
			text: standard + "B; A |B;;,open,prd,2026-11-02T00:00:00Z,\n",
			rows: "A+B open prd 2026-11-02T00:00:00Z -\n",
		},
		{
			name:    "services split at other characters",
			text:    standard + "\"B, A;C\",open,prd,2026-11-02T00:00:00Z,\n",
			choices: Choices{Split: ","},
			rows:    "A;C+B open prd 2026-11-02T00:00:00Z -\n",
		},
		{
			name:    "services not split",
			text:    standard + "B;A|C,open,prd,2026-11-02T00:00:00Z,\n",
			choices: Choices{Split: NoSplit},
			rows:    "B;A|C open prd 2026-11-02T00:00:00Z -\n",
		},
		{
			name: "of rows with one id the last in the file counts, whatever its times",
			text: "id," + standard + "7,A,open,prd,2026-11-03T00:00:00Z,\n8,A,open,prd,2026-11-02T00:00:00Z,\n" +
				"7,A,closed,prd,2026-11-01T00:00:00Z,\n,A,open,stg,2026-11-04T00:00:00Z,\n,A,open,stg,2026-11-04T00:00:00Z,\n",
			rows: "A closed prd 2026-11-01T00:00:00Z - 7\nA open prd 2026-11-02T00:00:00Z - 8\n" +
				"A open stg 2026-11-04T00:00:00Z -\nA open stg 2026-11-04T00:00:00Z -\n",
		},
		{
			name: "a rejected row takes no other's place",
			text: "id," + standard + "7,A,open,prd,2026-11-03T00:00:00Z,\n7,A,gone,prd,2026-11-03T00:00:00Z,\n",
			rows: "A open prd 2026-11-03T00:00:00Z - 7\n", rejects: "3 state/state \"gone\": unknown state\n",
		},
		{
			name: "each reason to reject, the first that counts",
			text: "Service,Status,Env,Opened,Updated\n" +
				" ; ,gone,nowhere,,x\nA,gone,nowhere,,x\nA,,nowhere,,x\nA,open,nowhere,,x\nA,open,,,x\nA,open,prd,,x\n" +
				"A,open,prd,31/31/2026,x\nA,open,prd,2026-11-02,x\nA,open,prd,2026-11-02,,,7\n",
			rejects: "2 services/Service \";\": no service\n3 state/Status \"gone\": unknown state\n4 state/Status \"\": no state\n" +
				"5 stage/Env \"nowhere\": unknown stage\n6 stage/Env \"\": no stage\n7 creationtime/Opened \"\": no creation time\n" +
				"8 creationtime/Opened \"31/31/2026\": not a date\n9 recentreporttime/Updated \"x\": not a date\n" +
				"10 / \"\": 7 cells, the header has 5\n",
		},
		{
			name:    "the order of dates is that which makes all valid, and named where a date is none",
			text:    standard + "A,open,prd,01/02/2026,\nA,open,prd,31/31/2026,\nA,open,prd,13/02/2026,14/02/2026\n",
			rows:    "A open prd 2026-02-01T00:00:00Z -\nA open prd 2026-02-13T00:00:00Z 2026-02-14T00:00:00Z\n",
			rejects: "3 creationtime/creationtime \"31/31/2026\": not a date in day-month-year order\n",
		},
		{
			name: "one column shows the order of the other",
			text: standard + "A,open,prd,01/02/2026,02/13/2026\n",
			rows: "A open prd 2026-01-02T00:00:00Z 2026-02-13T00:00:00Z\n",
		},
		{
			name:    "the order of dates as chosen",
			text:    standard + "A,open,prd,01/02/2026,\nA,open,prd,13/02/2026,\n",
			choices: Choices{Order: tabular.MDY},
			rows:    "A open prd 2026-01-02T00:00:00Z -\n",
			rejects: "3 creationtime/creationtime \"13/02/2026\": not a date in month-day-year order\n",
		},
		{
			name:    "a constant for a column that is not there, and for one that is",
			text:    "services,state,env,creationtime\nA,open,nowhere,2026-11-02T00:00:00Z\n",
			choices: Choices{Set: map[Field]string{StageOf: "Pre-Prod", ReportAt: ""}},
			rows:    "A open stg 2026-11-02T00:00:00Z -\n",
		},
		{
			name:    "a constant date",
			text:    "services,state,stage,recentreporttime\nA,open,prd,2026-11-02T00:00:00Z\n",
			choices: Choices{Set: map[Field]string{CreatedAt: "2026-11-01 08:00"}},
			rows:    "A open prd 2026-11-01T08:00:00Z 2026-11-02T00:00:00Z\n",
		},
		{
			name: "words that are taught",
			text: standard + "A,Cancelled,QA,2026-11-02T00:00:00Z,\nA,,prd,2026-11-03T00:00:00Z,\n",
			choices: Choices{Words: map[Field]map[string]string{
				StateOf: {"cancelled": "Closed", "": "open"}, StageOf: {"qa": "staging"},
			}},
			rows: "A closed stg 2026-11-02T00:00:00Z -\nA open prd 2026-11-03T00:00:00Z -\n",
		},
		{
			name:    "the header of a column chosen by hand",
			text:    "services,state,stage,opened_at,closed_at,recentreporttime\nA,open,prd,2026-11-01,2026-11-02,2026-11-03\n",
			choices: Choices{Columns: map[Field]string{CreatedAt: "Closed At"}},
			rows:    "A open prd 2026-11-02T00:00:00Z 2026-11-03T00:00:00Z\n",
		},
		{
			name:    "a column taken off, and its constant",
			text:    "services,state,stage,creationtime,updated,id\nA,open,prd,2026-11-01,2026-11-03,7\nA,open,prd,2026-11-01,2026-11-03,7\n",
			choices: Choices{Columns: map[Field]string{ReportAt: "", ID: ""}, Set: map[Field]string{ReportAt: ""}},
			rows:    "A open prd 2026-11-01T00:00:00Z -\nA open prd 2026-11-01T00:00:00Z -\n",
		},
		{
			name: "columns of what was rejected do not disturb",
			text: "services,state,stage,creationtime,recentreporttime,_line,_reason\nA,open,prd,2026-11-01,,17,unknown state\n",
			rows: "A open prd 2026-11-01T00:00:00Z -\n",
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			r := read(t, c.text, c.choices)
			if diff := cmp.Diff(c.rows, rowsOf(r.Log)); diff != "" {
				t.Errorf("rows: %s", diff)
			}
			if diff := cmp.Diff(c.rejects, rejectsOf(r)); diff != "" {
				t.Errorf("rejected: %s", diff)
			}
			if r.Accepted+r.Rejected != r.Rows || r.Log.Rows() != r.Accepted-r.Duplicates {
				t.Errorf("%d rows, %d accepted, %d rejected, %d duplicates, %d incidents", r.Rows, r.Accepted, r.Rejected, r.Duplicates, r.Log.Rows())
			}
		})
	}
}

func TestReadSaysWhatItFound(t *testing.T) {
	t.Parallel()
	r := read(t, "number,Created,Service,Application,State,Status,Env,Opened at,Last update\n"+
		"1,2026-11-01,A,x,open,x,prod,2026-11-02,2026-11-01\n"+
		"2,2026-11-01,A,x,Cancelled,x,prod,2026-11-02,\n"+
		"3,2026-11-01,A,x,CANCELLED,x,prod,2026-11-02,\n"+
		"4,2026-12-01,B,x,on hold,x,Moon,2026-11-02,\n"+
		"5,2027-01-01,B,x,duplicate,x,Moon,2026-11-02,\n"+
		"5,2026-11-03,B,x,open,x,uat,2026-11-02,2026-11-02\n"+
		"5,2026-12-03,B,x,open,x,uat,2026-11-02,2026-12-02\n", Choices{})
	type summary struct {
		Columns                              map[Field]string
		Order                                tabular.Order
		Rows, Accepted, Rejected, Duplicates int
		Unknown                              map[Field]map[string]int
		Warnings                             []tabular.Warning
		First                                []Preview
	}
	const day = 24 * 3600 * 1000
	nov1 := int64(1793491200000)
	want := summary{
		Columns: map[Field]string{
			Services: "Service", StateOf: "State", StageOf: "Env", CreatedAt: "Created", ReportAt: "Last update", ID: "number",
		},
		Order: tabular.YMD, Rows: 7, Accepted: 3, Rejected: 4, Duplicates: 1,
		Unknown: map[Field]map[string]int{StateOf: {"Cancelled": 2, "duplicate": 1}, StageOf: {"Moon": 2}},
		Warnings: []tabular.Warning{
			{Reason: `services is read from the column "Service"; "Application" would have fitted as well`, Count: 1, FirstLine: 1},
			{Reason: `state is read from the column "State"; "Status" would have fitted as well`, Count: 1, FirstLine: 1},
			{Reason: `creationtime is read from the column "Created"; "Opened at" would have fitted as well`, Count: 1, FirstLine: 1},
			{Reason: "last report before creation", Count: 2, FirstLine: 7},
			{Reason: "creation in the future", Count: 1, FirstLine: 8},
		},
		First: []Preview{
			{Line: 2, Services: []string{"A"}, Created: nov1, Reported: nov1, ID: "1"},
			{Line: 7, Services: []string{"B"}, Stage: Staging, Created: nov1 + 2*day, Reported: nov1 + day, ID: "5"},
			{Line: 8, Services: []string{"B"}, Stage: Staging, Created: nov1 + 32*day, Reported: nov1 + 31*day, ID: "5"},
		},
	}
	got := summary{r.Columns, r.Order, r.Rows, r.Accepted, r.Rejected, r.Duplicates, r.UnknownWords, r.Warnings, r.First}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestReadAsksForTheOrderOfDates(t *testing.T) {
	t.Parallel()
	r := read(t, standard+"A,open,prd,01/02/2026,\nA,open,prd,2026-11-02,03/04/2026\n", Choices{})
	if r.Log != nil || r.Rows != 2 || r.Accepted != 0 || r.Order != tabular.NoOrder {
		t.Errorf("got %+v", r)
	}
	if diff := cmp.Diff([]tabular.Order{tabular.DMY, tabular.MDY}, r.Open); diff != "" {
		t.Error(diff)
	}
}

func TestReadErrors(t *testing.T) {
	t.Parallel()
	const row = "A,open,prd,2026-11-02,\n"
	cases := []struct {
		name    string
		text    string
		choices Choices
		says    []string
	}{
		{"columns that are missing", "service,env,when\nA,prd,2026-11-02\n", Choices{}, []string{"state, creationtime, recentreporttime", `"service", "env", "when"`}},
		{"a column that is not there", standard + row, Choices{Columns: map[Field]string{StateOf: "phase"}}, []string{`"phase"`, "state", `"recentreporttime"`}},
		{"a column taken off without a constant", standard + row, Choices{Columns: map[Field]string{StateOf: ""}}, []string{"no column for state"}},
		{"a column given to another field", standard + row, Choices{Columns: map[Field]string{CreatedAt: "recentreporttime"}}, []string{"no column for recentreporttime"}},
		{"a constant without a service", standard + row, Choices{Set: map[Field]string{Services: " ;"}}, []string{"services", "no service"}},
		{"a constant without a meaning", standard + row, Choices{Set: map[Field]string{StageOf: "moon"}}, []string{"stage", `"moon"`, "prd, stg"}},
		{"a constant that is no date", standard + row, Choices{Set: map[Field]string{CreatedAt: "today"}}, []string{"creationtime", `"today"`, "date"}},
		{"a constant whose order is open", standard + row, Choices{Set: map[Field]string{CreatedAt: "01/02/2026"}}, []string{"creationtime", "date"}},
		{"an empty constant where a date is needed", standard + row, Choices{Set: map[Field]string{CreatedAt: ""}}, []string{"creationtime"}},
		{"one id for all", standard + row, Choices{Set: map[Field]string{ID: "7"}}, []string{"id", "one incident"}},
		{"a word that means nothing we have", standard + row, Choices{Words: map[Field]map[string]string{StateOf: {"x": "y"}}}, []string{`"y"`, "open, inprogress, closed"}},
		{"an empty file", "", Choices{}, []string{"log.csv", "empty"}},
		{"a header alone", standard, Choices{}, []string{"log.csv", "nothing below"}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, err := attempt(t, c.text, c.choices)
			if err == nil {
				t.Fatal("no error")
			}
			for _, word := range c.says {
				if !strings.Contains(err.Error(), word) || strings.Contains(err.Error(), "\n") {
					t.Errorf("%q does not say %q in one line", err, word)
				}
			}
		})
	}
}

func TestMissingColumnsListManyHeadersInPart(t *testing.T) {
	t.Parallel()
	_, err := attempt(t, strings.Repeat("x,", 999)+"x\n"+strings.Repeat("1,", 999)+"1\n", Choices{})
	var missing *MissingColumnError
	if !errors.As(err, &missing) || len(missing.Header) != 1000 || !strings.HasSuffix(err.Error(), "and 960 more") {
		t.Errorf("got %v", err)
	}
}

func TestTimesWithoutAZoneAreInTheChosenOne(t *testing.T) {
	t.Parallel()
	zone := mustZone(t, "Europe/Berlin")
	r := read(t, standard+"A,open,prd,2026-07-02 08:00:00,2026-01-02T08:00:00Z\n", Choices{Zone: zone})
	if got := rowsOf(r.Log); got != "A open prd 2026-07-02T06:00:00Z 2026-01-02T08:00:00Z\n" {
		t.Errorf("got %s", got)
	}
}

func TestRejectsAreCut(t *testing.T) {
	t.Parallel()
	r := read(t, standard+"A,"+strings.Repeat("ä", 500)+",prd,2026-07-02,\n", Choices{})
	if got := r.Rejects[0].Value; got != strings.Repeat("ä", maxValue) {
		t.Errorf("%d bytes", len(got))
	}
	if _, ok := r.UnknownWords[StateOf][strings.Repeat("ä", maxValue)]; !ok {
		t.Errorf("unknown words are %v", r.UnknownWords)
	}
}
