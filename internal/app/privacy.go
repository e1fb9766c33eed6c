package app

import (
	"context"
	"net/url"

	"github.com/goccy/go-json"

	"github.com/sillat/sillat/internal/store"
	"github.com/sillat/sillat/pkg/fault"
)

// usualSmallest is the small-cell limit unless a network's owner chooses another: with fewer, who knows four knows the fifth.
const usualSmallest = 5

// Privacy is what a network's owner settled about the persons in it.
type Privacy struct {
	PersonsOpen   bool     `json:"persons_open" doc:"Viewers see persons by name, but for those who refused consent."`
	Smallest      int      `json:"smallest" minimum:"2" maximum:"1000" doc:"Figures of fewer persons than this are not shown to viewers and by share links."`
	Shown         []string `json:"shown" maxItems:"100" doc:"Attributes of persons that viewers may see where enough share the value; none: region, sector, level, organisation and those that begin with silo_."`
	RetentionDays int      `json:"retention_days" minimum:"0" maximum:"36500" doc:"Persons are due to be erased so many days after their end date; 0: never."`
}

// keptPrivacy is what the store keeps of it.
type keptPrivacy struct {
	Privacy
	Secret []byte `json:"secret"` // of the pseudonyms
}

const privacyKind = "privacy"

// Privacy returns what is settled about the persons of a network.
func (a *App) Privacy(ctx context.Context, name string) (*Privacy, error) {
	if err := a.exists(ctx, name); err != nil {
		return nil, err
	}
	p, _, err := a.privacy(ctx, name)
	return &p, err
}

// SetPrivacy settles it anew.
func (a *App) SetPrivacy(ctx context.Context, name string, p Privacy) error {
	if err := a.exists(ctx, name); err != nil {
		return err
	}
	if p.Smallest < 2 || p.Smallest > 1000 {
		return fault.New(fault.Invalid, "the smallest number of persons is %d; expected 2 to 1000, usually %d", p.Smallest, usualSmallest)
	}
	if p.RetentionDays < 0 || p.RetentionDays > 36500 {
		return fault.New(fault.Invalid, "persons would be kept for %d days; expected 1 to 36500, or 0 for ever", p.RetentionDays)
	}
	if _, ok := a.store.(store.Documents); !ok {
		return fault.New(fault.Unavailable, "this store keeps no settings; use one that does")
	}
	if _, _, err := a.privacy(ctx, name); err != nil { // makes the secret when there is none yet
		return err
	}
	for {
		d, now, err := loadPrivacy(ctx, a.looks.Document, name)
		if err != nil {
			return err
		}
		now.Privacy = p
		if d.Body, err = json.Marshal(now); err != nil {
			return err
		}
		if _, err = a.looks.PutDocument(ctx, d); fault.CodeOf(err) != fault.Conflict {
			a.answers.Forget(name)
			return err
		}
	}
}

// privacy returns a network's settings and the secret of its pseudonyms, which is made when it is first needed.
func (a *App) privacy(ctx context.Context, name string) (Privacy, []byte, error) {
	usual := Privacy{Smallest: usualSmallest, Shown: []string{}}
	if _, ok := a.store.(store.Documents); !ok {
		return usual, unknownSecret(), nil
	}
	if store.CheckName(name) != nil {
		return usual, unknownSecret(), nil // there is no such network, and its use case will say so
	}
	for {
		_, p, err := loadPrivacy(ctx, a.looks.Recent, name)
		if fault.CodeOf(err) != fault.NotFound {
			return p.Privacy, p.Secret, err
		}
		p = keptPrivacy{Privacy: usual, Secret: newSecret()}
		body, err := json.Marshal(p)
		if err != nil {
			return usual, nil, err
		}
		_, err = a.looks.PutDocument(ctx, store.Document{Kind: privacyKind, ID: url.PathEscape(name), Body: body})
		if fault.CodeOf(err) != fault.Conflict {
			return p.Privacy, p.Secret, err
		}
	}
}

func loadPrivacy(ctx context.Context, look func(ctx context.Context, kind, id string) (store.Document, error), name string) (store.Document, keptPrivacy, error) {
	var p keptPrivacy
	d, err := look(ctx, privacyKind, url.PathEscape(name))
	if err != nil {
		return d, p, err
	}
	return d, p, json.Unmarshal(d.Body, &p)
}

// forgetPrivacy drops the settings of a network that was deleted.
func (a *App) forgetPrivacy(ctx context.Context, name string) error {
	if _, ok := a.store.(store.Documents); !ok {
		return nil
	}
	if err := a.looks.DropDocument(ctx, privacyKind, url.PathEscape(name)); fault.CodeOf(err) != fault.NotFound {
		return err
	}
	return nil
}

// exists is a fault.NotFound unless there is a network of a name.
func (a *App) exists(ctx context.Context, name string) error {
	s, err := a.stored()
	if err != nil {
		return err
	}
	_, err = s.Network(ctx, name)
	return err
}
