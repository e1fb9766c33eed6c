package auth

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"
	"unicode/utf8"

	"golang.org/x/crypto/argon2"

	"github.com/sillat/sillat/pkg/fault"
)

// Cost is what one look at a password takes with argon2id.
type Cost struct {
	Passes uint32
	Memory uint32 // KiB
	Lanes  uint8
}

// UsualCost is the second choice of RFC 9106, with two lanes for two cores.
var UsualCost = Cost{Passes: 3, Memory: 64 << 10, Lanes: 2}

const (
	saltSize = 16
	hashSize = 32

	leastPassword = 12  // characters
	mostPassword  = 200 // bytes
)

// hashing lets two passwords be looked at together: each takes 64 MiB, and many at once would take all memory there is.
var hashing = make(chan struct{}, 2)

// hashPassword returns what is kept of a password, in PHC form.
func (c Cost) hashPassword(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails: crypto/rand ends the program instead
	hash, err := c.stretch(ctx, password, salt)
	if err != nil {
		return "", err
	}
	return c.phc(salt, hash), nil
}

// nobodysHash is looked at when there is no such account, so that the time of an answer does not tell who has one. It is of no password.
func (c Cost) nobodysHash() string { return c.phc(make([]byte, saltSize), make([]byte, hashSize)) }

func (c Cost) phc(salt, hash []byte) string {
	encode := base64.RawStdEncoding.EncodeToString
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version, c.Memory, c.Passes, c.Lanes, encode(salt), encode(hash))
}

func (c Cost) stretch(ctx context.Context, password string, salt []byte) ([]byte, error) {
	select {
	case hashing <- struct{}{}:
		defer func() { <-hashing }()
		return argon2.IDKey([]byte(password), salt, c.Passes, c.Memory, c.Lanes, hashSize), nil
	case <-ctx.Done():
		return nil, fault.New(fault.Cancelled, "signing in was given up before it was done")
	}
}

// passwordFits compares a password with what is kept of one. What is kept by other costs than today's still fits.
func passwordFits(ctx context.Context, password, kept string) (bool, error) {
	var version int
	var c Cost
	parts := strings.Split(kept, "$")
	if len(parts) != 6 || parts[1] != "argon2id" {
		return false, fault.New(fault.Internal, "the kept password is in no form that is known")
	}
	if _, err := fmt.Sscanf(parts[2]+" "+parts[3], "v=%d m=%d,t=%d,p=%d", &version, &c.Memory, &c.Passes, &c.Lanes); err != nil || version != argon2.Version {
		return false, fault.New(fault.Internal, "the kept password is in no form that is known")
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return false, fault.New(fault.Internal, "the kept password is damaged")
	}
	want, err := base64.RawStdEncoding.DecodeString(parts[5])
	if err != nil {
		return false, fault.New(fault.Internal, "the kept password is damaged")
	}
	hash, err := c.stretch(ctx, password, salt)
	return err == nil && subtle.ConstantTimeCompare(hash, want) == 1, err
}

// checkPassword refuses what is too easily guessed.
func checkPassword(name, password string) error {
	switch {
	case utf8.RuneCountInString(password) < leastPassword:
		return fault.New(fault.Invalid, "the password has %d characters; choose one of at least %d, for example four words", utf8.RuneCountInString(password), leastPassword)
	case len(password) > mostPassword:
		return fault.New(fault.Invalid, "the password has %d bytes; at most %d can be used", len(password), mostPassword)
	case strings.Contains(strings.ToLower(password), name):
		return fault.New(fault.Invalid, "the password holds the account's name; choose one that does not")
	}
	return nil
}
