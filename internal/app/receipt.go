package app

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net/url"
	"time"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
	"github.com/sillat/sillat/pkg/network"
)

// receiptKind are documents that tell who asks again that a change was made: by network and a digest of who asked with which key.
const receiptKind = "receipt"

// receiptAge is how long a key is remembered at least.
const receiptAge = 7 * 24 * time.Hour

// longestKey bounds a key: longer ones are no keys.
const longestKey = 255

// receipt is what is remembered of a change.
type receipt struct {
	Request string       `json:"request"` // digest of what was asked
	At      time.Time    `json:"at"`
	Result  ChangeResult `json:"result"`
}

// proof finds and makes the receipt of one request. Without a key it does nothing.
type proof struct {
	app     *App
	kept    store.Documents
	id      string
	request string
	network string
}

func (a *App) proofOf(r ChangeRequest) (*proof, error) {
	if r.Key == "" {
		return nil, nil
	}
	if len(r.Key) > longestKey {
		return nil, fault.New(fault.Invalid, "the key of the change has %d characters; expected at most %d", len(r.Key), longestKey)
	}
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil, fault.New(fault.Unavailable, "this store remembers no keys; ask without one, or use a store that does")
	}
	said, err := json.Marshal(struct {
		Change Change
		Base   int
	}{r.Change, r.Base})
	if err != nil {
		return nil, fmt.Errorf("write a change: %w", err)
	}
	return &proof{app: a, kept: kept, id: receiptID(r.Network, digest(r.By+"\n"+r.Key)), request: digest(string(said)), network: r.Network}, nil
}

func digest(text string) string {
	sum := sha256.Sum256([]byte(text))
	return hex.EncodeToString(sum[:])
}

func receiptID(network, rest string) string { return url.PathEscape(network) + "/" + rest }

// replay returns what the change did when it was made before, nil when it was not.
func (p *proof) replay(ctx context.Context) (*ChangeResult, error) {
	if p == nil {
		return nil, nil
	}
	d, err := p.kept.Document(ctx, receiptKind, p.id)
	if fault.CodeOf(err) == fault.NotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var r receipt
	if err := json.Unmarshal(d.Body, &r); err != nil {
		return nil, fmt.Errorf("the receipt %q in the store cannot be read: %w", p.id, err)
	}
	if r.Request != p.request {
		return nil, fault.New(fault.BadInput, "the idempotency key was used for another change; give each change a key of its own, such as a new UUID")
	}
	r.Result.Replayed = true
	return &r.Result, nil
}

// sign makes the receipt that is stored with the revision.
func (p *proof) sign() func(network.Revision) store.Document {
	if p == nil {
		return nil
	}
	return func(rev network.Revision) store.Document {
		made := revision(rev)
		// What is written here always can be: texts, numbers and times.
		body, _ := json.Marshal(receipt{p.request, p.app.now(), ChangeResult{Network: p.network, Changed: true, Revision: &made}})
		return store.Document{Kind: receiptKind, ID: p.id, Body: body}
	}
}

// sweepPage is how many receipts are looked at when one was made: so many more than one that old ones go faster than new ones come.
const sweepPage = 20

// sweep lets go of old receipts near a new one, so that no other work is needed to keep them few.
func (p *proof) sweep(ctx context.Context) error {
	if p == nil {
		return nil
	}
	list, err := p.kept.Documents(ctx, receiptKind, "", p.id, sweepPage)
	if err != nil {
		return err
	}
	if len(list) < sweepPage { // from the beginning again
		more, err := p.kept.Documents(ctx, receiptKind, "", "", sweepPage-len(list))
		if err != nil {
			return err
		}
		list = append(list, more...)
	}
	for _, d := range list {
		var r receipt
		if err := json.Unmarshal(d.Body, &r); err != nil || p.app.now().Sub(r.At) <= receiptAge {
			continue
		}
		if err := p.kept.DropDocument(ctx, receiptKind, d.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
			return err
		}
	}
	return nil
}

// forgetReceipts lets go of the receipts of a network that was deleted: a new one of its name knows nothing of them.
func (a *App) forgetReceipts(ctx context.Context, name string) error {
	kept, ok := a.store.(store.Documents)
	if !ok {
		return nil
	}
	for {
		list, err := kept.Documents(ctx, receiptKind, receiptID(name, ""), "", 100)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, d := range list {
			if err := kept.DropDocument(ctx, receiptKind, d.ID); err != nil && fault.CodeOf(err) != fault.NotFound {
				return err
			}
		}
	}
}
