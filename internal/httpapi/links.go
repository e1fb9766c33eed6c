package httpapi

import (
	"context"
	"net/http"
	"net/url"

	"github.com/danielgtaylor/huma/v2"
	"github.com/labstack/echo/v4"

	"github.com/sillat/sillat/internal/auth"
	"github.com/sillat/sillat/pkg/fault"
)

// linkCookie holds the secret of the share link by which a browser comes.
const linkCookie = "__Host-sillat-link"

// linkList is a network's share links, oldest first.
type linkList struct {
	Links []auth.Link `json:"links"`
}

// linkRequest asks for a share link.
type linkRequest struct {
	NetworkPath
	Body struct {
		Label     string `json:"label" minLength:"1" maxLength:"100" doc:"Whom or what it is for." example:"steering group, spring"`
		Days      int    `json:"days" minimum:"1" maximum:"366" doc:"Until it expires." example:"30"`
		SilosOnly bool   `json:"silos_only,omitempty" doc:"It shows figures of silos, and no single actor."`
		Nameless  bool   `json:"nameless,omitempty" doc:"Actors and activities stand under pseudonyms, which differ from link to link."`
	}
}

// madeLink is a share link with its secret, which is shown here and never again.
type madeLink struct {
	auth.Link
	Secret string `json:"secret" doc:"For programs: send it in the header Authorization: Bearer …."`
	Path   string `json:"path" doc:"What to open in a browser, below the address of this service. It is never shown again."`
}

// linkPath names a share link.
type linkPath struct {
	NetworkPath
	ID string `path:"id" maxLength:"64" doc:"The link's id."`
}

func (a *api) routesLinks(h huma.API) {
	get(a, h, "/api/v1/networks/{name}/links", "list-links", "List a network's share links", func(ctx context.Context, in *NetworkPath) (*linkList, error) {
		b, err := a.book()
		if err != nil {
			return nil, err
		}
		list, err := b.Links(ctx, in.Name)
		return &linkList{Links: list}, err
	})
	register(a, h, http.MethodPost, "/api/v1/networks/{name}/links", "make-link", "Make a share link: whoever has it sees the network without signing in",
		func(ctx context.Context, in *linkRequest) (*madeLink, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			if there, err := a.app.Has(ctx, in.Name); err != nil || !there {
				return nil, orElse(err, fault.New(fault.NotFound, "there is no network named %q", in.Name))
			}
			l, shown, err := b.Share(ctx, auth.LinkRequest{
				Network: in.Name, Label: in.Body.Label, Days: in.Body.Days, SilosOnly: in.Body.SilosOnly, Nameless: in.Body.Nameless, By: auth.From(ctx).Name(),
			})
			return &madeLink{Link: l, Secret: shown, Path: "/share/" + shown}, err
		})
	register(a, h, http.MethodDelete, "/api/v1/networks/{name}/links/{id}", "revoke-link", "End a share link at once",
		func(ctx context.Context, in *linkPath) (*struct{}, error) {
			b, err := a.book()
			if err != nil {
				return nil, err
			}
			return &struct{}{}, b.Unshare(ctx, in.Name, in.ID)
		})
}

// orElse is err, or other when there is none.
func orElse(err, other error) error {
	if err != nil {
		return err
	}
	return other
}

// routesShare registers where a browser comes by a share link. The secret leaves the address at once, so that it stands in no history of
// pages and is sent to no other site.
func (a *api) routesShare(e *echo.Echo) {
	e.GET("/share/:secret", func(c echo.Context) error {
		if a.access == nil {
			return echo.ErrNotFound
		}
		c.Response().Header().Set("Cache-Control", "no-store")
		c.Response().Header().Set("Referrer-Policy", "no-referrer")
		secret := c.Param("secret")
		_, link, err := a.access.Book.ByLink(c.Request().Context(), secret)
		if err != nil {
			return a.refuseLink(c, err)
		}
		held := cookie(linkCookie, secret, link.Expires)
		c.SetCookie(&held)
		return c.Redirect(http.StatusSeeOther, "/?network="+url.QueryEscape(link.Network))
	})
}
