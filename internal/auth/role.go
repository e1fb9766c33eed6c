package auth

import (
	"fmt"

	"github.com/sillat/sillat/pkg/fault"
)

// Role is what an account may do in one network. Each role may all that the one before it may.
type Role int

// The roles, from least to most.
const (
	None   Role = iota
	Viewer      // sees the network and computes on it
	Editor      // changes what it holds
	Owner       // says who has a role in it, and deletes it
)

var roleNames = []string{"none", "viewer", "editor", "owner"}

// String is the role's word.
func (r Role) String() string { return roleNames[r] }

// MarshalText writes the role's word.
func (r Role) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText reads a role's word.
func (r *Role) UnmarshalText(text []byte) (err error) {
	*r, err = ParseRole(string(text))
	return err
}

// ParseRole reads a role's word.
func ParseRole(text string) (Role, error) {
	for i, name := range roleNames {
		if name == text {
			return Role(i), nil
		}
	}
	return None, fault.New(fault.Invalid, "%q is no role; expected none, viewer, editor or owner", text)
}

// Need is what a request needs of who asks.
type Need int

// The needs. The zero value is Nobody, so that what nobody thought of is refused.
const (
	Nobody     Need = iota
	Anyone          // also who has not signed in
	Come            // any account, and who comes by a share link
	SignedIn        // any account
	ViewSilos       // viewer of the network, also by a share link that shows figures of silos alone
	View            // viewer of the network
	Edit            // editor of the network
	Found           // editor of the network, or any account when there is no such network yet
	Own             // owner of the network
	Administer      // admin of the server
)

var needNames = []string{"nobody", "anyone", "signed in or a share link", "signed in", "viewer of silos", "viewer of actors", "editor", "editor or founder", "owner", "admin"}

// String says the need in words.
func (n Need) String() string {
	if int(n) < len(needNames) {
		return needNames[n]
	}
	return fmt.Sprintf("need %d", int(n))
}
