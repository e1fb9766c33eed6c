package webhooks

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/goccy/go-json"
	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/internal/tracing"
	"github.com/sillat/sillat/pkg/fault"
)

// State is how far a message is.
type State string

// The states of a message.
const (
	Waiting   State = "waiting"
	Delivered State = "delivered"
	GivenUp   State = "given up"
)

// Delivery is one message and what became of it.
type Delivery struct {
	ID       string     `json:"id" doc:"The header webhook-id: the same in every attempt, so that a receiver can tell a repetition."`
	Event    string     `json:"event"`
	State    State      `json:"state" enum:"waiting,delivered,given up"`
	Made     time.Time  `json:"made"`
	Attempts int        `json:"attempts"`
	Last     *time.Time `json:"last,omitempty" doc:"When it was last tried."`
	Next     *time.Time `json:"next,omitempty" doc:"When it is tried again."`
	Status   int        `json:"status,omitempty" doc:"What the receiver answered last."`
	Error    string     `json:"error,omitempty" doc:"Why the last attempt failed."`
	Body     string     `json:"body" doc:"What is sent."`
}

// message is the body of every message.
type message struct {
	Type      string    `json:"type"`
	Timestamp time.Time `json:"timestamp"`
	Data      any       `json:"data"`
}

// Deliveries returns a hook's messages: first those that wait, the oldest first, then those that ended, the newest first.
func (b *Book) Deliveries(ctx context.Context, network, id string) ([]Delivery, error) {
	if _, _, err := b.hook(ctx, network, id); err != nil {
		return nil, err
	}
	list := []Delivery{}
	take := func(_ store.Document, d Delivery) error {
		list = append(list, d)
		return nil
	}
	if err := each(ctx, b, waitingKind, hookID(network, id)+"/", take); err != nil {
		return nil, err
	}
	waiting := len(list)
	if err := each(ctx, b, endedKind, hookID(network, id)+"/", take); err != nil {
		return nil, err
	}
	slices.SortStableFunc(list[waiting:], func(x, y Delivery) int { return y.Made.Compare(x.Made) })
	return list, nil
}

// sign makes the headers of Standard Webhooks (standardwebhooks.com): who holds the secret can tell that the message is ours, whole and
// of now.
func sign(secret []byte, id string, at time.Time, body string) http.Header {
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte(id + "." + stamp + "." + body))
	return http.Header{
		"Content-Type": {"application/json"}, "User-Agent": {"Sillat-Webhook/1"},
		"Webhook-Id": {id}, "Webhook-Timestamp": {stamp}, "Webhook-Signature": {"v1," + base64.StdEncoding.EncodeToString(mac.Sum(nil))},
	}
}

// waits are the pauses before each further attempt; after the last the message is given up, 27 hours after it was made.
var waits = []time.Duration{5 * time.Second, 30 * time.Second, 2 * time.Minute, 10 * time.Minute, time.Hour, 3 * time.Hour, 8 * time.Hour, 15 * time.Hour}

// attempt sends a message and notes what came of it.
func (s *Sender) attempt(ctx context.Context, h keptHook, d *Delivery) {
	now := s.now().UTC()
	d.Last, d.Next, d.Status, d.Error = &now, nil, 0, ""
	d.Attempts++
	ctx, span := s.traces.Work(ctx, "webhook "+d.Event, trace.SpanKindClient, attribute.Int("sillat.attempt", d.Attempts))
	defer span.End()
	status, err := s.post(ctx, h, d.ID, now, d.Body)
	d.Status = status
	tracing.Answered(span, status)
	tracing.Failed(span, err)
	switch {
	case err == nil && status/100 == 2:
		d.State = Delivered
		return
	case err == nil && status/100 == 3:
		d.Error = "the receiver sends messages on to another address; give that address to the webhook"
	case err == nil:
		d.Error = fmt.Sprintf("the receiver answered %d %s", status, http.StatusText(status))
	default:
		d.Error = inWords(err)
	}
	if d.Attempts > len(s.waits) || status == http.StatusGone || errors.Is(err, errGuarded) || errors.Is(err, errPlain) {
		d.State = GivenUp // a receiver that is gone says so once; an address that is not allowed is so the next time, too
		return
	}
	next := now.Add(s.waits[d.Attempts-1])
	d.Next = &next
}

// post sends one message.
func (s *Sender) post(ctx context.Context, h keptHook, id string, at time.Time, body string) (int, error) {
	ctx = context.WithValue(ctx, plainKey{}, strings.HasPrefix(h.URL, "http:"))
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader([]byte(body)))
	if err != nil {
		return 0, err
	}
	r.Header = sign(h.Secret, id, at, body)
	tracing.HandOn(ctx, r.Header)
	answer, err := s.client.Do(r)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 4<<10) // what a receiver says is not kept: it may be anything
	return answer.StatusCode, nil
}

// inWords says why nothing arrived without the address, which may hold a secret of the receiver.
func inWords(err error) string {
	var resolve *net.DNSError
	var slow net.Error
	switch {
	case errors.Is(err, errGuarded):
		return errGuarded.Error()
	case errors.Is(err, errPlain):
		return errPlain.Error()
	case errors.As(err, &resolve):
		return "the receiver's name could not be looked up"
	case errors.As(err, &slow) && slow.Timeout():
		return "the receiver did not answer in time"
	}
	return "the receiver could not be reached, or the connection was not encrypted as it must be"
}

// settle keeps what came of an attempt.
func (s *Sender) settle(ctx context.Context, at store.Document, d Delivery) error {
	if d.State == Waiting {
		_, err := s.book.put(ctx, waitingKind, at.ID, at.Version, d)
		return unlessGone(err)
	}
	// First what is known for good: when the service dies in between, the message is sent once more, with the same id.
	if _, err := s.book.put(ctx, endedKind, at.ID, 0, d); err != nil && fault.CodeOf(err) != fault.Conflict {
		return err
	}
	return unlessGone(s.book.kept.DropDocument(ctx, waitingKind, at.ID))
}

// unlessGone is err but for what says that somebody else was there: the hook was removed, or another service took the message over.
func unlessGone(err error) error {
	switch fault.CodeOf(err) {
	case fault.NotFound, fault.Conflict:
		return nil
	}
	return err
}

func newDelivery(id, event string, now time.Time, data any) (Delivery, error) {
	body, err := json.Marshal(message{Type: event, Timestamp: now, Data: data})
	return Delivery{ID: id, Event: event, State: Waiting, Made: now, Next: &now, Body: string(body)}, err
}
