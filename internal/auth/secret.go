package auth

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"strings"
)

// A secret is shown once and reads "sillat_ID_SECRET": the ID finds its document, which holds the SHA-256 of the SECRET. That is 256
// random bits, so a fast hash is enough: there is nothing to guess.
const secretPrefix = "sillat_"

// mint makes a secret: the id of its document, what is shown, and what is kept.
func mint() (id, shown, kept string) {
	b := make([]byte, 10+32)
	_, _ = rand.Read(b) // never fails: crypto/rand ends the program instead
	id = strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b[:10]))
	secret := base64.RawURLEncoding.EncodeToString(b[10:])
	return id, secretPrefix + id + "_" + secret, digest(secret)
}

// split takes a shown secret apart; ok is false for a text that is none.
func split(shown string) (id, secret string, ok bool) {
	rest, ok := strings.CutPrefix(shown, secretPrefix)
	if !ok {
		return "", "", false
	}
	id, secret, ok = strings.Cut(rest, "_")
	// The id goes to the store, so it must be one that mint can have made.
	return id, secret, ok && len(id) == 16 && strings.Trim(id, "abcdefghijklmnopqrstuvwxyz234567") == "" && len(secret) == 43
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// fits compares a secret with what is kept of it, in a time that does not tell where they differ.
func fits(secret, kept string) bool {
	return subtle.ConstantTimeCompare([]byte(digest(secret)), []byte(kept)) == 1
}
