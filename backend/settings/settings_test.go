package settings_test

import (
	"errors"
	"testing"
	"time"

	. "isserviceup/backend/settings"
	"isserviceup/backend/status"
)

func TestDefaultsAreValid(t *testing.T) {
	t.Parallel()
	s := Defaults()
	if err := s.Validate(); err != nil {
		t.Error(err)
	}
	if s.Concurrency != 64 || s.Timeout() != 10*time.Second || s.RetentionDays != 400 || s.MaxBytes() != 200<<20 {
		t.Errorf("got %+v", s)
	}
	if zone, err := s.Location(); err != nil || zone != time.Local {
		t.Errorf("got %v, %v", zone, err)
	}
}

func TestValidate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func(*Settings)
		field  string // empty: it is valid
	}{
		"too few at once":       {func(s *Settings) { s.Concurrency = 9 }, "concurrency"},
		"ten at once":           {func(s *Settings) { s.Concurrency = 10 }, ""},
		"too many at once":      {func(s *Settings) { s.Concurrency = 513 }, "concurrency"},
		"no time":               {func(s *Settings) { s.TimeoutSeconds = 0 }, "timeoutSeconds"},
		"no past":               {func(s *Settings) { s.RetentionDays = 0 }, "retentionDays"},
		"no space":              {func(s *Settings) { s.MaxMegabytes = 1 }, "maxMegabytes"},
		"notify of everything":  {func(s *Settings) { s.Notify.From = status.Operational }, "notify.from"},
		"notify of unknown":     {func(s *Settings) { s.Notify.From = status.Unknown }, "notify.from"},
		"notify of outages":     {func(s *Settings) { s.Notify.From = status.MajorOutage }, ""},
		"UTC":                   {func(s *Settings) { s.Zone = "UTC" }, ""},
		"no such zone":          {func(s *Settings) { s.Zone = "Mars/Olympus" }, "zone"},
		"a zone that is a file": {func(s *Settings) { s.Zone = "../etc/passwd" }, "zone"},
		"no zone":               {func(s *Settings) { s.Zone = "" }, "zone"},
		"no probe":              {func(s *Settings) { s.ProbeAddresses = nil }, "probeAddresses"},
		"a probe of IPv6":       {func(s *Settings) { s.ProbeAddresses = []string{"[2001:db8::1]:443"} }, ""},
		"a probe without port":  {func(s *Settings) { s.ProbeAddresses = []string{"example.org"} }, "probeAddresses"},
		"a probe of port 0":     {func(s *Settings) { s.ProbeAddresses = []string{"example.org:0"} }, "probeAddresses"},
		"a probe of any port":   {func(s *Settings) { s.ProbeAddresses = []string{"example.org:https"} }, "probeAddresses"},
		"a probe of no host":    {func(s *Settings) { s.ProbeAddresses = []string{":443"} }, "probeAddresses"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := Defaults()
			c.change(&s)
			err := s.Validate()
			var wrong *Error
			switch {
			case c.field == "" && err != nil:
				t.Error(err)
			case c.field != "" && (!errors.As(err, &wrong) || wrong.Field != c.field || wrong.Message == ""):
				t.Errorf("got %v, want an error of %s", err, c.field)
			}
		})
	}
}
