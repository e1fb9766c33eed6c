package client

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strconv"
)

// Ready reports whether the service's store answers.
func (c *Client) Ready(ctx context.Context) error { return c.Do(ctx, Call{Path: "/ready"}, nil) }

// Catalog describes every metric that the service computes.
func (c *Client) Catalog(ctx context.Context) (*Catalog, error) {
	return get[Catalog](ctx, c, "/catalog", nil)
}

// Networks lists the networks in which one has a role.
func (c *Client) Networks(ctx context.Context) ([]Network, error) {
	list, err := get[struct{ Networks []Network }](ctx, c, "/networks", nil)
	if err != nil {
		return nil, err
	}
	return list.Networks, nil
}

// Network describes a network: its size, silo dimensions and tie types.
func (c *Client) Network(ctx context.Context, name string) (*NetworkDetail, error) {
	return get[NetworkDetail](ctx, c, at(name, ""), nil)
}

// Revisions lists a network's changes, oldest first.
func (c *Client) Revisions(ctx context.Context, name string) ([]Revision, error) {
	list, err := get[struct{ Revisions []Revision }](ctx, c, at(name, "/revisions"), nil)
	if err != nil {
		return nil, err
	}
	return list.Revisions, nil
}

// Choices says what a network can be narrowed down by: the dates that its records span, and its roles.
func (c *Client) Choices(ctx context.Context, name string) (*Choices, error) {
	return get[Choices](ctx, c, at(name, "/choices"), nil)
}

// Revert makes a new revision in which the network reads as it did at an earlier one; 0 is empty. It is never sent twice.
func (c *Client) Revert(ctx context.Context, name string, to int) (*Revision, error) {
	out := new(Revision)
	return out, c.Do(ctx, Call{Method: http.MethodPost, Path: at(name, "/revert"), Body: map[string]int{"to": to}, Once: true}, out)
}

// ActorsQuery chooses actors to list.
type ActorsQuery struct {
	Search string   // part of a name or id, whatever the case; "" for all
	Where  []string // conditions on attributes, "sector=NGO"; all must hold
	Page   int      // actors asked for at a time, at most 1,000; 0: 1,000
}

// Actors walks a network's actors by id, page by page. After an error nothing follows.
func (c *Client) Actors(ctx context.Context, name string, q ActorsQuery) iter.Seq2[Actor, error] {
	return pages(func(cursor string) ([]Actor, string, error) {
		v := paged(values{}, q.Page, cursor, "q", q.Search)
		for _, condition := range q.Where {
			v.add("where", condition)
		}
		page, err := get[struct {
			Actors []Actor
			Next   string
		}](ctx, c, at(name, "/actors"), v)
		if err != nil {
			return nil, "", err
		}
		return page.Actors, page.Next, nil
	})
}

// ActivitiesQuery chooses activities to list.
type ActivitiesQuery struct {
	Search string // part of a title or id, whatever the case; "" for all
	Page   int    // activities asked for at a time, at most 1,000; 0: 1,000
}

// Activities walks a network's activities by id, page by page. After an error nothing follows.
func (c *Client) Activities(ctx context.Context, name string, q ActivitiesQuery) iter.Seq2[Activity, error] {
	return pages(func(cursor string) ([]Activity, string, error) {
		page, err := get[struct {
			Activities []Activity
			Next       string
		}](ctx, c, at(name, "/activities"), paged(values{}, q.Page, cursor, "q", q.Search))
		if err != nil {
			return nil, "", err
		}
		return page.Activities, page.Next, nil
	})
}

// Actor shows one actor with its ties and activities.
func (c *Client) Actor(ctx context.Context, name, id string) (*ActorCard, error) {
	return get[ActorCard](ctx, c, at(name, "/actors/"+url.PathEscape(id)), nil)
}

// get reads an answer.
func get[T any](ctx context.Context, c *Client, path string, query values) (*T, error) {
	out := new(T)
	if err := c.Do(ctx, Call{Path: path, Query: url.Values(query)}, out); err != nil {
		return nil, err
	}
	return out, nil
}

// at is an address below a network's.
func at(network, rest string) string { return "/networks/" + url.PathEscape(network) + rest }

// paged adds what chooses a page, and further texts by name.
func paged(v values, limit int, cursor string, texts ...string) values {
	if limit <= 0 {
		limit = 1000
	}
	v.add("limit", strconv.Itoa(limit))
	v.text("cursor", cursor)
	for i := 0; i < len(texts); i += 2 {
		v.text(texts[i], texts[i+1])
	}
	return v
}

// pages walks lists that come in pages.
func pages[T any](page func(cursor string) ([]T, string, error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		cursor := ""
		for {
			list, next, err := page(cursor)
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, one := range list {
				if !yield(one, nil) {
					return
				}
			}
			if next == "" {
				return
			}
			cursor = next
		}
	}
}
