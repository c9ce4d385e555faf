package fetch

import (
	"compress/flate"
	"compress/gzip"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"syscall"
	"time"
)

// Kind is the sort of a failure.
type Kind uint8

// The kinds.
const (
	Network  Kind = iota // the network failed in a way that has no kind of its own, such as no route
	Address              // the address is not one that can be asked
	DNS                  // the host name was not resolved
	Refused              // nothing listens at the host and port
	Timeout              // time ran out; with a Status the page had begun to arrive
	Canceled             // the caller gave up
	TLS                  // no trusted connection could be made
	Broken               // the connection ended before the answer was whole
	Redirect             // the page redirects where it is not followed
	TooLarge             // the body is larger than allowed
	Encoding             // the body's compression is damaged
	Status               // the server answered with a status that carries no page
)

var kindNames = [...]string{
	Network: "network", Address: "address", DNS: "name lookup", Refused: "connection refused", Timeout: "timeout",
	Canceled: "canceled", TLS: "tls", Broken: "connection broken", Redirect: "redirect", TooLarge: "too large",
	Encoding: "compression", Status: "status",
}

// String returns the kind in a word or two, for logs.
func (k Kind) String() string { return kindNames[k] }

// Error is why a document could not be read.
type Error struct {
	Kind Kind
	URL  string // what was asked for, before redirects
	// Status is the HTTP status; 0 where none arrived.
	Status int
	// RetryAfter is the time before which the server does not want to be asked again; zero where it named none.
	RetryAfter time.Time
	// Reached says that a server answered: it took a new connection, or sent at least one byte. It is false as well where nobody was asked.
	Reached bool
	// HeldOff says that nobody was asked, because of an earlier answer's RetryAfter.
	HeldOff bool
	// Waited is how long Get took.
	Waited time.Duration
	Err    error // the cause; may be nil
}

// Error says what was tried and what came of it, for logs.
func (e *Error) Error() string {
	text := "fetch " + e.URL + ": " + e.Kind.String()
	if e.Status != 0 {
		text += fmt.Sprintf(" %d", e.Status)
	}
	if !e.RetryAfter.IsZero() {
		text += ", retry after " + e.RetryAfter.UTC().Format(time.RFC3339)
	}
	if e.Err != nil {
		text += ": " + e.Err.Error()
	}
	return text
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Unreachable tells whether err means that a server was asked and none answered at all, as against an answer that is
// bad.
func Unreachable(err error) bool {
	e, ok := errors.AsType[*Error](err)
	if !ok || e.Reached || e.HeldOff {
		return false
	}
	switch e.Kind {
	case DNS, Refused, Timeout, Network, Broken:
		return true
	default:
		return false
	}
}

// Reached tells whether err, which may be nil, means that a server answered, be it badly.
func Reached(err error) bool {
	e, ok := errors.AsType[*Error](err)
	return err == nil || ok && e.Reached
}

// asError returns err as a failure to get address.
func asError(err error, address string) *Error {
	e, ok := errors.AsType[*Error](err)
	if !ok {
		e = &Error{Err: err}
	}
	e.URL = address
	return e
}

// The numbers by which Windows tells what Unix calls ECONNREFUSED, ECONNRESET, ENETUNREACH and EHOSTUNREACH.
const (
	wsaConnRefused = syscall.Errno(10061)
	wsaConnReset   = syscall.Errno(10054)
	wsaNetUnreach  = syscall.Errno(10051)
	wsaHostUnreach = syscall.Errno(10065)
)

// classify finds the kind of an error of the transport or of a body. connected says that there was a connection.
func classify(ctx context.Context, err error, connected bool) Kind {
	var e *Error
	var dns *net.DNSError
	var network net.Error
	switch {
	case errors.As(err, &e):
		return e.Kind
	case errors.Is(ctx.Err(), context.Canceled):
		return Canceled
	case ctx.Err() != nil, errors.Is(err, context.DeadlineExceeded):
		return Timeout
	case errors.As(err, &dns):
		return DNS
	case isTLS(err):
		return TLS
	case isAny(err, syscall.ECONNREFUSED, wsaConnRefused):
		return Refused
	case isDamaged(err):
		return Encoding
	case isAny(err, syscall.ENETUNREACH, syscall.EHOSTUNREACH, syscall.ENETDOWN, wsaNetUnreach, wsaHostUnreach):
		return Network
	case isAny(err, io.EOF, io.ErrUnexpectedEOF, syscall.ECONNRESET, syscall.EPIPE, wsaConnReset):
		return Broken
	case errors.As(err, &network) && network.Timeout():
		return Timeout
	case connected:
		return Broken
	default:
		return Network
	}
}

func isTLS(err error) bool {
	var verification *tls.CertificateVerificationError
	var record tls.RecordHeaderError
	var alert tls.AlertError
	var hostname x509.HostnameError
	return errors.As(err, &verification) || errors.As(err, &record) || errors.As(err, &alert) || errors.As(err, &hostname)
}

func isDamaged(err error) bool {
	var corrupt flate.CorruptInputError
	return errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt)
}

func isAny(err error, targets ...error) bool {
	return slices.ContainsFunc(targets, func(target error) bool { return errors.Is(err, target) })
}
