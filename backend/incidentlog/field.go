package incidentlog

import (
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Field is a column of the log.
type Field string

// The fields. All but ID must be there, by a column or a constant.
const (
	Services  Field = "services"
	StateOf   Field = "state"
	StageOf   Field = "stage"
	CreatedAt Field = "creationtime"
	ReportAt  Field = "recentreporttime"
	ID        Field = "id"
)

// Fields returns the fields in the order in which a row is judged: the first one that is wrong is the reason why it is
// rejected.
func Fields() []Field { return []Field{Services, StateOf, StageOf, CreatedAt, ReportAt, ID} }

// ParseField returns the field with that name, matched as headers are.
func ParseField(name string) (Field, error) {
	for _, f := range Fields() {
		if fold(name) == string(f) {
			return f, nil
		}
	}
	return "", fmt.Errorf("there is no field %q; the fields are services, state, stage, creationtime, recentreporttime and id", name)
}

// aliases are the names, folded, under which exports of incident tools have a field, besides its own.
func aliases() map[Field][]string {
	return map[Field][]string{
		Services: {
			"service", "servicename", "servicenames", "affectedservice", "affectedservices", "impactedservice", "impactedservices",
			"serviceaffected", "servicesaffected", "serviceimpacted", "servicesimpacted", "businessservice", "businessservices",
			"applicationservice", "application", "applications", "applicationname", "affectedapplication", "affectedapplications",
			"app", "appname", "component", "components", "componentname", "affectedcomponent", "affectedcomponents",
			"impactedcomponent", "impactedcomponents", "configurationitem", "cmdbci", "system", "systems", "systemname",
			"affectedsystem", "affectedsystems",
		},
		StateOf: {
			"status", "states", "incidentstate", "incidentstatus", "issuestate", "issuestatus", "ticketstate", "ticketstatus",
			"casestate", "casestatus", "alertstate", "alertstatus", "currentstate", "currentstatus", "statename", "statusname",
		},
		StageOf: {
			"environment", "environments", "env", "envs", "environmentname", "envname", "environmenttype", "affectedenvironment",
			"deploymentenvironment", "deploymentstage", "stagename", "tier",
		},
		CreatedAt: {
			"created", "createdat", "createdon", "createddate", "createdtime", "createddatetime", "createdtimestamp", "createdutc",
			"createdatutc", "creation", "creationdate", "creationdatetime", "creationtimestamp", "creationtimeutc", "createtime",
			"createdate", "datecreated", "timecreated", "syscreatedon", "incidentcreated", "incidentcreatedat",
			"opened", "openedat", "openedon", "openeddate", "openedtime", "openedatutc", "opentime", "opendate", "dateopened",
			"timeopened", "start", "started", "startedat", "startedon", "starteddate", "starttime", "startdate", "startdatetime",
			"starttimestamp", "starttimeutc", "startedatutc", "incidentstart", "incidentstarttime",
		},
		ReportAt: {
			"recentreport", "recentreportat", "recentreportdate", "mostrecentreport", "mostrecentreporttime", "latestreport",
			"latestreporttime", "lastreport", "lastreportat", "lastreporttime", "lastreportdate", "lastreported", "lastreportedat",
			"updated", "updatedat", "updatedon", "updateddate", "updatedtime", "updateddatetime", "updatedtimestamp", "updatedutc",
			"updatedatutc", "updatetime", "updatedate", "dateupdated", "timeupdated", "lastupdate", "lastupdateat", "lastupdatetime",
			"lastupdatedate", "lastupdated", "lastupdatedat", "lastupdatedon", "lastupdateddate", "lastupdatedtime",
			"latestupdate", "latestupdateat", "mostrecentupdate", "sysupdatedon", "modified", "modifiedat", "modifiedon",
			"modifieddate", "datemodified", "lastmodified", "lastmodifiedat", "lastmodifiedon", "lastmodifieddate",
			"lastmodifiedtime", "lastchanged", "lastchangedat", "lastactivity", "lastactivityat", "lastoccurredat",
		},
		ID: {
			"number", "incidentid", "incidentnumber", "incidentno", "incidentkey", "incidentref", "incidentreference", "identifier",
			"key", "issueid", "issuekey", "issuenumber", "ticket", "ticketid", "ticketno", "ticketnumber", "ticketkey", "caseid",
			"caseno", "casenumber", "alertid", "reference", "referenceid", "referencenumber", "recordid", "sysid", "externalid",
			"uuid", "guid",
		},
	}
}

// fold returns what counts of a header or a word when it is compared: its letters and digits, lower case and without
// accents. What has none is compared as it stands.
func fold(text string) string {
	var folded strings.Builder
	for _, r := range norm.NFKD.String(strings.ToLower(text)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			folded.WriteRune(r)
		}
	}
	if folded.Len() == 0 {
		return strings.TrimSpace(text)
	}
	return folded.String()
}
