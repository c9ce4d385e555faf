package notify

import (
	"context"
	"errors"
)

// ErrNoDaemon says that nothing on this desktop shows notifications.
var ErrNoDaemon = errors.New("notify: no notification service answers on this desktop")

// Sender shows notifications to the user. An error that is ErrNoDaemon will likely meet the next one, too.
type Sender interface {
	Send(ctx context.Context, n Notification) error
}
