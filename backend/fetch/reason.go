package fetch

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// clockFormat is how a moment is written in a sentence. The zone is UTC.
const clockFormat = "2 Jan 2006 15:04 UTC"

// Reason returns err as a sentence without a full stop that a tired person understands, such as "its TLS certificate
// expired on 21 Nov 2026 11:40 UTC". Its times are in UTC. It is empty for nil.
func Reason(err error) string {
	if err == nil {
		return ""
	}
	e, ok := errors.AsType[*Error](err)
	if !ok {
		return err.Error()
	}
	switch e.Kind {
	case Address:
		return "its address is not valid"
	case DNS:
		return e.dnsReason()
	case Refused:
		return "the server refused the connection"
	case Timeout:
		return e.timeoutReason()
	case Canceled:
		return "the check was cancelled"
	case TLS:
		return e.tlsReason()
	case Broken:
		return "the connection broke off before the page was read"
	case Redirect, TooLarge:
		return e.sentence()
	case Encoding:
		return "the page's compression is damaged"
	case Status:
		return e.statusReason()
	default:
		return "the server cannot be reached over the network"
	}
}

// sentence is what the innermost failure says: what lies around it are the layers that it came through.
func (e *Error) sentence() string {
	if inner, ok := errors.AsType[*Error](e.Err); ok {
		return inner.sentence()
	}
	return e.Err.Error()
}

func (e *Error) host() string {
	u, err := url.Parse(e.URL)
	if err != nil {
		return ""
	}
	return u.Hostname()
}

func (e *Error) dnsReason() string {
	var dns *net.DNSError
	if errors.As(e.Err, &dns) && !dns.IsNotFound {
		return fmt.Sprintf("the name server gave no answer for the host name %s", dns.Name)
	}
	name := e.host()
	if dns != nil {
		name = dns.Name
	}
	return fmt.Sprintf("the host name %s cannot be found", name)
}

func (e *Error) timeoutReason() string {
	waited := e.Waited.Round(time.Second)
	if waited < time.Second {
		waited = e.Waited.Round(time.Millisecond)
	}
	text := strings.TrimSuffix(fmt.Sprintf("%v", waited.Seconds()), ".0")
	if e.Status != 0 {
		return fmt.Sprintf("the page did not arrive whole within %s s", text)
	}
	return fmt.Sprintf("the server did not answer within %s s", text)
}

func (e *Error) tlsReason() string {
	var invalid x509.CertificateInvalidError
	var hostname x509.HostnameError
	var authority x509.UnknownAuthorityError
	var record tls.RecordHeaderError
	switch {
	case errors.As(e.Err, &invalid) && invalid.Reason == x509.Expired && invalid.Cert != nil:
		if time.Now().Before(invalid.Cert.NotBefore) {
			return "its TLS certificate is not valid before " + invalid.Cert.NotBefore.UTC().Format(clockFormat) +
				"; is this computer's clock right?"
		}
		return "its TLS certificate expired on " + invalid.Cert.NotAfter.UTC().Format(clockFormat)
	case errors.As(e.Err, &hostname):
		return fmt.Sprintf("its TLS certificate is not for %s", hostname.Host)
	case errors.As(e.Err, &authority):
		return "its TLS certificate comes from an authority that this computer does not trust"
	case errors.As(e.Err, &invalid):
		return "its TLS certificate is not valid"
	case errors.As(e.Err, &record):
		return "the server does not speak TLS at this address"
	default:
		return "no secure connection could be made (TLS error)"
	}
}

func (e *Error) statusReason() string {
	text := ""
	switch {
	case e.Status == http.StatusNotFound:
		return "the page is gone (404); it may have moved"
	case e.Status == http.StatusGone:
		return "the page is gone for good (410)"
	case e.Status == http.StatusNotModified:
		return "the server says that the page has not changed, but it was never read (304)"
	case e.Status == http.StatusUnauthorized, e.Status == http.StatusForbidden:
		return fmt.Sprintf("the server does not let us read the page (%d)", e.Status)
	case e.Status == http.StatusTooManyRequests:
		text = "the server asks for fewer requests (429)"
	case e.Status == http.StatusServiceUnavailable:
		text = "the server is unavailable (503)"
	case e.Status >= 500:
		return fmt.Sprintf("the server has an error of its own (%d)", e.Status)
	default:
		return fmt.Sprintf("the server answered with status %d instead of a page", e.Status)
	}
	if !e.RetryAfter.IsZero() {
		text += "; it wants to be asked again after " + e.RetryAfter.UTC().Format(clockFormat)
	}
	return text
}
